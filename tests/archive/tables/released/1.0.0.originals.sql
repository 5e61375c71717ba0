CREATE TABLE "_sqlite_migrations" ( "id" INTEGER PRIMARY KEY, "migration_set" TEXT, "name" TEXT, "applied_at" TEXT );
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name" ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE "originals" ( "sha256" TEXT PRIMARY KEY NOT NULL, "media_type" TEXT, "size" INTEGER NOT NULL, "packing" TEXT NOT NULL, "body" BLOB NOT NULL );
CREATE TABLE "report_texts" ( "sha256" TEXT PRIMARY KEY NOT NULL, "title" TEXT NOT NULL, "text" TEXT NOT NULL );
CREATE TABLE "table_sums" ( "table" TEXT PRIMARY KEY NOT NULL, "total" INTEGER );
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('originals', 'create_originals', '');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('originals', 'create_original_sums', '');
