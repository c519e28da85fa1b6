package io.finops.localstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KubectlTest {
    @Test
    void isBoundToItsContextAndNamespace() {
        assertThat(new Kubectl("staging", "finops").command("get", "pods"))
                .containsExactly("kubectl", "--namespace", "finops", "--context", "staging", "get", "pods");
    }

    /** kubectl refuses objects of another namespace than the one it is told, and an overlay has objects of several. */
    @Test
    void leavesTheNamespaceToTheObjectsWhereItHasNone() {
        assertThat(new Kubectl(null, "").command("apply", "-f", "-")).containsExactly("kubectl", "apply", "-f", "-");
    }
}
