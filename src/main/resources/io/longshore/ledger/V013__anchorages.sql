-- How the making of a drive's checkpoints goes, and what its providers said when they were last heard, as JSON.
create table anchorages (
  drive binary(16) not null primary key,
  paused boolean default false not null,
  failures int default 0 not null,
  last_failure varchar,
  failed_at varchar,
  heard_at varchar,
  standings varchar,
  apart varchar
);
