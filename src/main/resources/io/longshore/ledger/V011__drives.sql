-- When a drive's checkpoints are made, how much content its uploads may have in all, in bytes, and which was made first.
alter table drives add column strategy varchar default 'immediate' not null;
alter table drives add column capacity bigint;
alter table drives add column number bigint default 0 not null;
update drives d set number = (select count(*) from drives o where o.name < d.name or (o.name = d.name and o.id <= d.id));
