package io.finops.localstack.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldBackServicesTest {
    @TempDir
    Path folder;

    @Test
    void holdsServicesBackOnlyWhileItIsOpen() throws IOException {
        Path policy = folder.resolve("policy-rc.d");
        try (HeldBackServices held = new HeldBackServices(policy)) {
            assertThat(held.effective()).isTrue();
            assertThat(policy).isExecutable().content().contains("exit 101");
        }
        assertThat(policy).doesNotExist();
    }

    @Test
    void leavesTheMachinesOwnPolicyAlone() throws IOException {
        Path policy = folder.resolve("policy-rc.d");
        Files.writeString(policy, "#!/bin/sh\nexit 0\n");
        try (HeldBackServices held = new HeldBackServices(policy)) {
            assertThat(held.effective()).isFalse();
        }
        assertThat(policy).content().contains("exit 0");
    }
}
