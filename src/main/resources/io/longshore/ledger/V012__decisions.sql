-- What the user decided about conflicts of providers, and what came of it.
create table decisions (
  number bigint not null primary key,
  drive binary(16) not null,
  at timestamp(9) with time zone not null,
  leaves bigint not null,
  choice varchar(16) not null,
  provider binary(20),
  outcome varchar(16)
);
create index decisions_of_drive on decisions (drive, number);
