package io.finops.localstack.tools;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * While open, keeps packages that are being installed from starting their services, which would take our ports. A policy that the
 * machine already has is left as it is; ours is removed on close.
 */
final class HeldBackServices implements AutoCloseable {
    private final Path policy;
    private final boolean ours;

    HeldBackServices(Path policy) throws IOException {
        this.policy = policy;
        this.ours = create(policy);
    }

    /** Whether services are held back: the policy is ours, or the machine's own says the same. */
    boolean effective() throws IOException {
        return ours || Files.readString(policy).contains("exit 101");
    }

    private static boolean create(Path policy) throws IOException {
        try {
            Files.createFile(
                    policy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Files.writeString(policy, "#!/bin/sh\nexit 101\n");
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (ours) {
            Files.deleteIfExists(policy);
        }
    }
}
