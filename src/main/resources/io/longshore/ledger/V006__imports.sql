-- Records of other journals that are known here, by the hash of their journal's first record and their number in it.
create table foreign_records (
  origin binary(32) not null,
  seq bigint not null,
  hash binary(32) not null,
  primary key (origin, seq)
);

-- What the waves and intents of other journals are called here.
create table foreign_numbers (
  origin binary(32) not null,
  kind varchar(8) not null,
  theirs bigint not null,
  ours bigint not null,
  primary key (origin, kind, theirs)
);

-- The records of the journal by which they came here, as they stand there.
create table imports (
  ordinal bigint not null primary key,
  body blob not null
);

-- Of an imported wave the rows that are not taken over count as leafed: they stand elsewhere, or nowhere yet.
alter table waves add column imported boolean default false not null;

-- Where a drive's network describes itself, as the journal has it: sealed to the drive's key.
alter table drives add column sealed_network varbinary;
