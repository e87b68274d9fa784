-- The projection of the journal, and the home of what may be lost and found again.

-- The last line of the journal that this database reflects; every transaction that projects lines moves it.
create table reflected (
  one boolean default true not null primary key check (one),
  seq bigint not null,
  hash binary(32) not null
);
insert into reflected (seq, hash) values (0, X'0000000000000000000000000000000000000000000000000000000000000000');

create table drives (
  id binary(16) not null primary key,
  name varchar not null,
  kind varchar(16) not null,
  public_key binary(32) not null,
  digest binary(32) not null,
  bucket bigint not null,
  profile varchar(16) not null,
  network varchar,
  chain_id bigint not null,
  free boolean not null
);

create table folders (
  group_id binary(16) not null,
  ordinal int not null,
  name varchar not null,
  primary key (group_id, ordinal)
);

-- Folders whose names are known as sealed only.
create table sealed_folders (
  group_id binary(16) not null primary key,
  drive binary(16) not null,
  sealed blob not null
);

create table uploads (
  number bigint not null primary key,
  id binary(8) not null unique,
  drive binary(16) not null,
  group_id binary(16),
  kind varchar(8) not null,
  file_id binary(16) not null,
  enc binary(32) not null,
  wrapped_dek binary(48) not null,
  size bigint not null,
  chunk_size bigint not null,
  sealed_source varbinary not null,
  source_known boolean default false not null,
  source_path varchar,
  source_size bigint,
  source_modified timestamp(9) with time zone,
  source_key varchar,
  name varchar,
  path varchar,
  created timestamp(9) with time zone,
  modified timestamp(9) with time zone,
  executable boolean,
  content_type varchar,
  state varchar(16) not null,
  detail varchar,
  closed boolean not null,
  budget numeric(78),
  added timestamp(9) with time zone not null,
  planned bigint default 0 not null,
  paid bigint default 0 not null,
  stored bigint default 0 not null,
  indexed boolean default false not null,
  handle varchar,
  leaf_end bigint default 0 not null,
  tokens numeric(78) default 0 not null,
  pending numeric(78) default 0 not null,
  gas numeric(78) default 0 not null,
  payments int default 0 not null,
  approvals int default 0 not null
);
create index uploads_of_drive on uploads (drive, closed, number);
create index uploads_of_group on uploads (group_id, number);

-- Stretches of planned chunks, 68 bytes each; their leaves, 32 bytes each, null while known as sealed only.
create table runs (
  upload binary(8) not null,
  first_chunk bigint not null,
  chunks int not null,
  packed varbinary not null,
  leaves varbinary,
  primary key (upload, first_chunk)
);

create table sealed_leaves (
  upload binary(8) not null,
  first_chunk bigint not null,
  chunks int not null,
  sealed blob not null,
  primary key (upload, first_chunk)
);

-- How many later chunks of an upload repeat a chunk.
create table repeats (
  upload binary(8) not null,
  chunk bigint not null,
  times bigint not null,
  primary key (upload, chunk)
);

create table objects (
  upload binary(8) not null,
  ordinal int not null,
  address binary(32) not null,
  size bigint not null,
  file varchar not null,
  root boolean not null,
  primary key (upload, ordinal)
);

-- Planned rows that are in no wave.
create table free_rows (
  upload binary(8) not null,
  kind int not null,
  number bigint not null,
  address binary(32) not null,
  size bigint not null,
  primary key (upload, kind, number)
);

-- stored and leafed: bit n is the row at position n.
create table waves (
  id bigint not null primary key,
  drive binary(16) not null,
  stage varchar(8) not null,
  placed boolean not null,
  intent bigint,
  stored bigint default 0 not null,
  leafed bigint default 0 not null
);
create index waves_of_drive on waves (drive, placed, id);

create table wave_rows (
  wave bigint not null primary key,
  packed varbinary not null
);

-- Which waves have rows of an upload, and between which chunks; -1 for both where it has index objects only.
create table wave_uploads (
  upload binary(8) not null,
  wave bigint not null,
  first_chunk bigint not null,
  last_chunk bigint not null,
  primary key (upload, wave)
);

create table placements (
  wave bigint not null,
  provider binary(20) not null,
  held bigint not null,
  primary key (wave, provider)
);

-- body: the record's body in the journal; digest: its SHA-256, checked on every read.
create table intents (
  id bigint not null primary key,
  wave bigint,
  chain_id bigint not null,
  account binary(20) not null,
  nonce bigint not null,
  settled boolean default false not null,
  body varbinary not null,
  digest binary(32) not null,
  outcome varbinary
);
create index intents_of_account on intents (chain_id, account, nonce);
create index intents_settled on intents (settled, id);

create table attempts (
  intent bigint not null,
  ordinal int not null,
  body varbinary not null,
  primary key (intent, ordinal)
);

create table receipts (
  wave bigint not null primary key,
  number bigint not null unique,
  intent bigint not null,
  body varbinary not null,
  digest binary(32) not null
);

create table leaves (
  drive binary(16) not null,
  position bigint not null,
  wave bigint not null,
  held bigint not null,
  data_root binary(32) not null,
  data_size bigint not null,
  total_size bigint not null,
  primary key (drive, position)
);

create table commitments (
  drive binary(16) not null,
  provider binary(20) not null,
  leaves bigint not null,
  primary key (drive, provider)
);

create table checkpoints (
  drive binary(16) not null,
  ordinal bigint not null,
  body varbinary not null,
  digest binary(32) not null,
  primary key (drive, ordinal)
);
