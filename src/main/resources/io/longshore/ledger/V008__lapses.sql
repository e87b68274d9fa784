-- Payments that were reverted or replaced: what they would have paid is looked up before their rows are paid.
alter table intents add column lapsed boolean default false not null;
update intents i set lapsed = true
  where i.wave is not null and i.settled and not exists (select 1 from receipts r where r.intent = i.id);
create index intents_lapsed on intents (lapsed, id);

-- Rows whose payment is given up because its quotes had expired: bit n is the row at position n.
alter table waves add column expired bigint default 0 not null;

-- What was paid for such rows, by upload.
alter table uploads add column in_vain numeric(78) default 0 not null;

-- Paid rows of an upload that providers refuse for good, judged by the transaction that paid them; whether the user lets
-- them be paid again.
create table refused_rows (
  upload binary(8) not null primary key,
  wave bigint not null,
  held bigint not null,
  paid_by binary(32) not null,
  approved boolean default false not null
);
