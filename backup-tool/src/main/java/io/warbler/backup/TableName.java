package io.warbler.backup;

/// A table of Cassandra.
record TableName(String keyspace, String table) {

    @Override
    public String toString() {
        return keyspace + "." + table;
    }
}
