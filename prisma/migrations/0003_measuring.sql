-- What is measured of a cluster beyond its passes (lib/core/measuring.ts), sealed because it may hold credentials. NULL = nothing.
ALTER TABLE cluster ADD COLUMN measuring_sealed bytea;
