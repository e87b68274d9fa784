-- The journal's lines are kept whole by now, these among them.
drop table imports;
