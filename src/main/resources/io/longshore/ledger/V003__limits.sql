-- The limits of the wallet; no row while none were set.
create table limits (
  one boolean default true not null primary key check (one),
  per_day numeric(78),
  gas_price numeric(78)
);

-- What was paid when, by the chain's time, in seconds.
create table spending (
  wave bigint not null primary key,
  chain_id bigint not null,
  block_time bigint not null,
  tokens numeric(78) not null
);
create index spending_of_chain on spending (chain_id, block_time);

-- Payments from before this step: their records' bodies are JSON of a fixed form.
insert into spending (wave, chain_id, block_time, tokens)
  select wave,
    cast(regexp_replace(utf8tostring(body), '^.*"chain_id":([0-9]+).*$', '$1') as bigint),
    cast(regexp_replace(utf8tostring(body), '^.*"block_time":([0-9]+).*$', '$1') as bigint),
    cast(regexp_replace(utf8tostring(body), '^.*"total":"([0-9]+)".*$', '$1') as numeric(78))
  from receipts where utf8tostring(body) like '%"mode":"wave"%';

-- Uploads that the user let go past the limit of a day.
create table past_day (
  upload binary(8) not null primary key
);
