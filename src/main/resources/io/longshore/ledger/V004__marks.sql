-- Peaks of prefixes of a drive's leaves, so that its MMR is not reckoned from the first leaf each time; they may be lost.
create table marks (
  drive binary(16) not null,
  leaves bigint not null,
  peaks varbinary not null,
  digest binary(32) not null,
  primary key (drive, leaves)
);
