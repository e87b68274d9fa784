-- How the providers of each drive have fared. recent: bit 0 is the newest request, a one for a failure; latencies in
-- nanoseconds, 8 bytes each.
create table health (
  drive binary(16) not null,
  provider binary(20) not null,
  requests bigint not null,
  failures bigint not null,
  in_row int not null,
  recent bigint not null,
  latencies varbinary not null,
  last_error varchar,
  last_seen varchar,
  since varchar not null,
  primary key (drive, provider)
);
