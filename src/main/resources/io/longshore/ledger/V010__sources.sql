-- Uploads that came from another journal: their sources may be other files here.
alter table uploads add column imported boolean default false not null;
