-- Where a drive is paid and anchored, fixed when its network is first reached; the most one chunk may be quoted at.
alter table drives add column vault binary(20);
alter table drives add column token binary(20);
alter table drives add column registry binary(20);
alter table drives add column ceiling numeric(78);
