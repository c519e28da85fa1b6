package io.finops.localstack.layout;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The generated secrets of one stack, each a file that only its owner reads. What exists is kept. */
public record Secrets(Path folder) {
    public static final String MERCHANT = "mer_demo";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<String> PLAIN = List.of(
            "audit-token",
            "database-password",
            "database-service-password",
            "refresh-token",
            "grafana-admin-password",
            "grafana-secret-key");

    public void generateMissing() {
        try {
            Files.createDirectories(folder);
            for (String name : PLAIN) {
                if (Files.notExists(file(name))) {
                    write(name, random());
                }
            }
            if (Files.notExists(merchantApiKey())) {
                write("merchant-api-key", randomApiKey());
            }
            if (Files.notExists(merchants())) {
                write("merchants", merchantsLine(read("merchant-api-key")));
            }
        } catch (IOException e) {
            throw new StackException("cannot write the secrets to " + folder + ": " + e, e);
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public Path merchantApiKey() {
        return file("merchant-api-key");
    }

    public Path merchants() {
        return file("merchants");
    }

    public Path auditToken() {
        return file("audit-token");
    }

    /** Of the role that owns the schema. */
    public Path databasePassword() {
        return file("database-password");
    }

    /** Of the role that the payments service signs in as. */
    public Path databaseServicePassword() {
        return file("database-service-password");
    }

    public String read(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new StackException("cannot read the secret " + file(name) + ": " + e, e);
        }
    }

    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** How payments-service learns of the merchant without learning the key. */
    static String merchantsLine(String apiKey) {
        return MERCHANT + " sha256:" + sha256(apiKey);
    }

    static String randomApiKey() {
        return "fo_" + random();
    }

    /** 256 random bits as 43 URL-safe characters. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void write(String name, String content) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path next = Files.createTempFile(folder, name, ".next", onlyOwner);
        Files.writeString(next, content + "\n");
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
