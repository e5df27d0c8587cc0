-- no rows: how the text of a cell becomes a typed value; null when it is not one. Kept for one connection.

-- Spaces around a value, no-break and typographic ones included.
CREATE OR REPLACE TEMP MACRO bare_text(x) AS trim(x, chr(32) || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288) || chr(65279));

-- What two spellings of one label share.
CREATE OR REPLACE TEMP MACRO bare_label(x) AS translate(lower(x), ' _-' || chr(9) || chr(160), '');

-- An id that a spreadsheet turned into a number: its digits are lost.
CREATE OR REPLACE TEMP MACRO is_lost_id(x) AS contains(x, 'E+') AND regexp_full_match(x, '[0-9](\.[0-9]+)?E\+[0-9]+');

-- Text of a plain decimal: $1,234.50 and (1,234.50) and 1234.5- as 1234.50, -1234.50 and -1234.5.
CREATE OR REPLACE TEMP MACRO plain_number(x) AS CASE
	WHEN regexp_full_match(x, '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)') THEN x
	WHEN regexp_full_match(x, '[+-]? ?\$? ?[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?-?( ?(USD|usd|\$))?')
		OR regexp_full_match(x, '\( ?\$? ?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)? ?\)|\$ ?\(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?\)')
	THEN (CASE WHEN contains(x, '(') OR contains(x, '-') THEN '-' ELSE '' END) || regexp_replace(x, '[^0-9.]', '', 'g')
END;

-- The same where the comma separates decimals: 1.234,50 and 12,5.
CREATE OR REPLACE TEMP MACRO plain_comma_number(x) AS CASE
	WHEN regexp_full_match(x, '[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?') THEN replace(replace(x, '.', ''), ',', '.')
	WHEN regexp_full_match(x, '[+-]?[0-9]+\.[0-9]{1,2}') THEN x
	WHEN regexp_full_match(x, '[+-]? ?[$€]? ?[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?( ?[$€])?|\( ?[$€]? ?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)? ?\)')
	THEN (CASE WHEN contains(x, '(') OR contains(x, '-') THEN '-' ELSE '' END) || replace(regexp_replace(x, '[^0-9,]', '', 'g'), ',', '.')
END;

-- A number that only a decimal comma explains.
CREATE OR REPLACE TEMP MACRO has_decimal_comma(x) AS regexp_full_match(x, '[^0-9]*([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),([0-9]{1,2}|[0-9]{4,})[^0-9]*');

-- A plain decimal with cents beyond the second place.
CREATE OR REPLACE TEMP MACRO has_fine_cents(plain) AS regexp_matches(plain, '\.[0-9]{2}[0-9]*[1-9]');

-- A whole number; 5.0 is 5, 5.5 is none.
CREATE OR REPLACE TEMP MACRO whole_number(plain) AS TRY_CAST(CASE WHEN regexp_full_match(plain, '[+-]?[0-9]+(\.0*)?') THEN split_part(plain, '.', 1) END AS INTEGER);

CREATE OR REPLACE TEMP MACRO yes_or_no(x) AS CASE
	WHEN lower(x) IN ('true', 'yes', 'y', '1', 't', '1.0') THEN true
	WHEN lower(x) IN ('false', 'no', 'n', '0', 'f', '0.0') THEN false
END;

-- Five digits from digits: lost leading zeros are put back, the last four of nine left out.
CREATE OR REPLACE TEMP MACRO zip_digits(x) AS CASE
	WHEN length(x) = 5 THEN x
	WHEN length(x) IN (3, 4) THEN lpad(x, 5, '0')
	WHEN length(x) = 9 THEN left(x, 5)
END;

-- The same from a ZIP code as people write it.
CREATE OR REPLACE TEMP MACRO zip_code(x) AS CASE
	WHEN regexp_full_match(x, '[0-9]{3,5}(-?[0-9]{4})?') THEN zip_digits(split_part(x, '-', 1))
END;

-- Days that a programme of people can have seen.
CREATE OR REPLACE TEMP MACRO likely_day(d) AS CASE WHEN d BETWEEN DATE '1850-01-01' AND DATE '2199-12-31' THEN d END;

-- A day written YYYY-MM-DD and in no other way.
CREATE OR REPLACE TEMP MACRO iso_day(x) AS CASE WHEN length(x) = 10 THEN likely_day(TRY_CAST(x AS DATE)) END;

-- The date of a date with a time of day.
CREATE OR REPLACE TEMP MACRO without_time(x) AS regexp_replace(x, '[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?[AaPp][Mm])?(Z|[+-][0-9:]+)?$', '');

-- How a date is written, without looking at what it says.
CREATE OR REPLACE TEMP MACRO day_shape(day) AS CASE
	WHEN regexp_full_match(day, '[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2})') THEN 'slashes'
	WHEN regexp_full_match(day, '[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}') THEN 'year_first'
	WHEN regexp_full_match(day, '[0-9]{8}') THEN 'digits'
	WHEN regexp_full_match(day, '[0-9]{5}(\.[0-9]+)?') THEN 'serial'
	WHEN day IS NOT NULL THEN 'named'
END;

-- The three numbers of a date.
CREATE OR REPLACE TEMP MACRO day_parts(day) AS string_split(translate(day, '.-', '//'), '/');

-- Two digits of a year: the latest year with them that is not after `latest`.
CREATE OR REPLACE TEMP MACRO full_year(y, latest) AS CASE WHEN y >= 100 THEN y ELSE y + 100 * ((latest - y) // 100) END;

-- 3/14/2014 or 14/3/2014: `month_at` and `day_at` say which number is which.
CREATE OR REPLACE TEMP MACRO slash_day(parts, month_at, day_at, latest) AS TRY_CAST(
	full_year(TRY_CAST(parts[3] AS INTEGER), latest) || '-' || parts[month_at] || '-' || parts[day_at]
AS DATE);

CREATE OR REPLACE TEMP MACRO year_first_day(parts) AS TRY_CAST(parts[1] || '-' || parts[2] || '-' || parts[3] AS DATE);

CREATE OR REPLACE TEMP MACRO digits_day(day) AS TRY_CAST(left(day, 4) || '-' || substr(day, 5, 2) || '-' || right(day, 2) AS DATE);

-- Days since the first day of 1900, as spreadsheets count them (with a 29 February that was none).
CREATE OR REPLACE TEMP MACRO serial_day(day) AS DATE '1899-12-30' + TRY_CAST(split_part(day, '.', 1) AS INTEGER);

-- A day that cannot lie so far ahead lies a century back.
CREATE OR REPLACE TEMP MACRO near_day(day, latest) AS CASE WHEN year(day) > latest THEN day - INTERVAL 100 YEAR ELSE day END;

-- 5-Mar-14, March 5, 2014 and the like.
CREATE OR REPLACE TEMP MACRO named_day(day, latest) AS TRY_CAST(CASE
	WHEN regexp_full_match(day, '.*[^0-9][0-9]{2}') THEN near_day(try_strptime(day, ['%d-%b-%y', '%d %b %y', '%b %d, %y']), latest)
	ELSE try_strptime(day, ['%d-%b-%Y', '%d %b %Y', '%b %d, %Y', '%d %B %Y', '%B %d, %Y', '%d-%B-%Y'])
END AS DATE);
