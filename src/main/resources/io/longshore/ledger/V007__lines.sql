-- The journal's lines as they stand in it, without their hashes; long ones in pieces. From them it can be made anew.
create table lines (
  seq bigint not null,
  piece int not null,
  json varbinary not null,
  primary key (seq, piece)
);
