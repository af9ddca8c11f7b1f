package io.warbler.migrator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// One step of a keyspace's schema: `V001__message_path.cql`.
///
/// The checksum covers the statements, so comments and layout may change after a script was applied.
record CqlScript(int version, String name, List<String> statements, String checksum) {

    private static final Pattern FILE_NAME = Pattern.compile("V(\\d{3})__([a-z0-9_]+)\\.cql");

    CqlScript {
        statements = List.copyOf(statements);
    }

    static CqlScript parse(String fileName, String content) {
        var matcher = FILE_NAME.matcher(fileName);
        if (!matcher.matches()) {
            throw new MigrationException("script: '" + fileName + "' (expected: V001__lower_case_name.cql)");
        }
        var statements = CqlStatements.split(content);
        if (statements.isEmpty()) {
            throw new MigrationException("script: '" + fileName + "' holds no statement (expected: at least one)");
        }
        return new CqlScript(Integer.parseInt(matcher.group(1)), fileName, statements, checksumOf(statements));
    }

    private static String checksumOf(List<String> statements) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String statement : statements) {
                digest.update(statement.replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8));
                digest.update((byte) ';');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
