-- no rows: how the text of a cell becomes a typed value; null when it is not one. Kept for one connection.

-- Spaces around a value, no-break and typographic ones included.
CREATE OR REPLACE TEMP MACRO bare_text(x) AS trim(x, chr(32) || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288) || chr(65279));

-- What two spellings of one label share.
CREATE OR REPLACE TEMP MACRO bare_label(x) AS lower(regexp_replace(x, '[\s_-]+', '', 'g'));

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

-- Five digits; lost leading zeros are put back, the four behind a hyphen left out.
CREATE OR REPLACE TEMP MACRO zip_code(x) AS CASE
	WHEN regexp_full_match(x, '[0-9]{5}') THEN x
	WHEN regexp_full_match(x, '[0-9]{3,4}') THEN lpad(x, 5, '0')
	WHEN regexp_full_match(x, '[0-9]{5}-?[0-9]{4}') THEN left(x, 5)
	WHEN regexp_full_match(x, '[0-9]{3,4}-[0-9]{4}') THEN lpad(split_part(x, '-', 1), 5, '0')
END;

-- Days that a programme of people can have seen.
CREATE OR REPLACE TEMP MACRO likely_day(d) AS CASE WHEN d BETWEEN DATE '1850-01-01' AND DATE '2199-12-31' THEN d END;

-- A day written YYYY-MM-DD and in no other way.
CREATE OR REPLACE TEMP MACRO iso_day(x) AS CASE WHEN length(x) = 10 THEN likely_day(TRY_CAST(x AS DATE)) END;

-- The date of a date with a time of day.
CREATE OR REPLACE TEMP MACRO without_time(x) AS regexp_replace(x, '[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?[AaPp][Mm])?(Z|[+-][0-9:]+)?$', '');

-- Three numbers with slashes, hyphens or dots between, the year last.
CREATE OR REPLACE TEMP MACRO is_slash_day(x) AS regexp_full_match(x, '[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2})');
CREATE OR REPLACE TEMP MACRO slash_part(x, n) AS TRY_CAST(split_part(regexp_replace(x, '[.-]', '/', 'g'), '/', n) AS INTEGER);

-- Two digits of a year: the latest year with them that is not after `latest`.
CREATE OR REPLACE TEMP MACRO full_year(y, latest) AS CASE WHEN y >= 100 THEN y ELSE y + 100 * ((latest - y) // 100) END;

CREATE OR REPLACE TEMP MACRO slash_day(x, day_order, latest) AS TRY_CAST(
	full_year(slash_part(x, 3), latest)
	|| '-' || CASE day_order WHEN 'mdy' THEN slash_part(x, 1) WHEN 'dmy' THEN slash_part(x, 2) END
	|| '-' || CASE day_order WHEN 'mdy' THEN slash_part(x, 2) WHEN 'dmy' THEN slash_part(x, 1) END
AS DATE);

-- A day in any way people and systems write it; `day_order` says which of the first two numbers is the month.
CREATE OR REPLACE TEMP MACRO any_day(x, day_order, latest) AS likely_day(CASE
	WHEN regexp_full_match(x, '[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}') THEN TRY_CAST(regexp_replace(x, '[/.]', '-', 'g') AS DATE)
	WHEN is_slash_day(x) THEN slash_day(x, day_order, latest)
	WHEN regexp_full_match(x, '[0-9]{8}') THEN TRY_CAST(try_strptime(x, '%Y%m%d') AS DATE)
	WHEN regexp_full_match(x, '[0-9]{5}(\.[0-9]+)?') THEN DATE '1899-12-30' + TRY_CAST(split_part(x, '.', 1) AS INTEGER)
	WHEN regexp_full_match(x, '[0-9]{1,2}[- ][A-Za-z]{3,9}[- ,]+[0-9]{2}') THEN named_day(x, latest)
	ELSE TRY_CAST(try_strptime(x, ['%d-%b-%Y', '%d %b %Y', '%b %d, %Y', '%d %B %Y', '%B %d, %Y', '%d-%B-%Y']) AS DATE)
END);

-- 5-Mar-14, as spreadsheets show a date.
CREATE OR REPLACE TEMP MACRO named_day(x, latest) AS TRY_CAST(
	full_year(TRY_CAST(right(x, 2) AS INTEGER), latest) || strftime(try_strptime(left(x, length(x) - 2) || '2000', ['%d-%b-%Y', '%d %b %Y']), '-%m-%d')
AS DATE);
