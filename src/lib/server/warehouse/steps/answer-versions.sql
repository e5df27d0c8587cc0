-- one row per answer of an older home, of which nobody noted who gave them
INSERT INTO main.answer_versions
SELECT partner, dataset, code, answer, "at", '' FROM main.answers
ANTI JOIN main.answer_versions USING (partner, dataset, code);
