-- Spreads the tables of a book over the nodes of a Citus cluster, each deal whole on one of them.
-- For the owner of the tables, in the database of the book, once. docs/scaling.md says what is given up.

BEGIN;

-- A distributed table takes neither a trigger nor a constraint that does not compare the deal by =.
DROP TRIGGER entries_are_not_changed ON entries;
DROP TRIGGER entries_are_not_emptied ON entries;
ALTER TABLE bidders DROP CONSTRAINT bidders_are_disjoint;
ALTER TABLE deadlines DROP CONSTRAINT deadlines_are_disjoint;
ALTER TABLE reviews DROP CONSTRAINT reviews_are_disjoint;
ALTER TABLE standings DROP CONSTRAINT standings_are_disjoint;

SELECT create_distributed_table('heads', 'deal', shard_count => 64);
SELECT create_distributed_table('entries', 'deal', colocate_with => 'heads');
SELECT create_distributed_table('deals', 'deal', colocate_with => 'heads');
SELECT create_distributed_table('bidders', 'deal', colocate_with => 'heads');
SELECT create_distributed_table('deadlines', 'deal', colocate_with => 'heads');
SELECT create_distributed_table('reviews', 'deal', colocate_with => 'heads');
SELECT create_distributed_table('standings', 'deal', colocate_with => 'heads');

-- What the triggers did: nobody changes the log. Superusers are not bound by it.
REVOKE UPDATE, DELETE, TRUNCATE ON entries FROM PUBLIC, CURRENT_USER;

COMMIT;
