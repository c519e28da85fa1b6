package io.finops.rehearsal.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.rehearsal.deploy.Deployment.Outcome;
import io.finops.rehearsal.deploy.RenderedOverlay.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final RenderedOverlay OLD = overlay("old");
    private static final RenderedOverlay NEW = overlay("new");

    private final FakeCluster cluster = new FakeCluster();
    private final List<String> progress = new ArrayList<>();
    private final Set<RenderedOverlay> failingSmokeTest = new HashSet<>();

    @Test
    void whatRollsOutAndPassesIsKeptToGoBackTo() {
        assertThat(deploy(NEW)).isEqualTo(Outcome.DEPLOYED);
        assertThat(cluster.steps)
                .containsExactly("difference", "apply new", "await deployment/payments-service", "keep new");
        assertThat(progress).containsSubsequence("apply: 2 objects", "smoke test: passed", "deployed");
    }

    @Test
    void goesBackWhenTheRolloutDoesNotCome() {
        cluster.good = OLD;
        cluster.stuck.add(NEW);
        assertThat(deploy(NEW)).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(cluster.running).isEqualTo(OLD);
        assertThat(cluster.good).isEqualTo(OLD);
        assertThat(progress)
                .contains("rollout: deployment/payments-service FAILED: image cannot be pulled", "rolled back")
                .doesNotContain("smoke test: passed");
    }

    @Test
    void goesBackWhenTheSmokeTestFails() {
        cluster.good = OLD;
        failingSmokeTest.add(NEW);
        assertThat(deploy(NEW)).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(cluster.running).isEqualTo(OLD);
        assertThat(progress).contains("smoke test: FAILED", "smoke test after the roll back: passed");
    }

    @Test
    void saysSoWhenThereIsNothingToGoBackTo() {
        failingSmokeTest.add(NEW);
        assertThat(deploy(NEW)).isEqualTo(Outcome.BROKEN);
        assertThat(cluster.running).isEqualTo(NEW);
        assertThat(cluster.good).isNull();
        assertThat(progress.get(progress.size() - 1)).contains("nothing to go back to");
    }

    @Test
    void saysSoWhenGoingBackFailsToo() {
        cluster.good = OLD;
        failingSmokeTest.add(NEW);
        failingSmokeTest.add(OLD);
        assertThat(deploy(NEW)).isEqualTo(Outcome.BROKEN);
        assertThat(progress).contains("roll back: FAILED as well");
    }

    @Test
    void changesNothingWhereThereIsNoDifference() {
        cluster.good = NEW;
        cluster.difference = "";
        assertThat(deploy(NEW)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(cluster.steps).containsExactly("difference");
    }

    /** A first deployment that failed leaves its objects; deploying again must not call that done. */
    @Test
    void looksAgainAtWhatWasNeverSeenToWork() {
        cluster.difference = "";
        failingSmokeTest.add(NEW);
        assertThat(deploy(NEW)).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void namesWhatNothingDescribesAnyMore() {
        cluster.good = new RenderedOverlay(
                OLD.yaml() + "---\nkind: Service\nmetadata:\n  name: former\n  namespace: finops\n");
        deploy(NEW);
        assertThat(progress).contains("left alone, no longer described: service/former");
    }

    private Outcome deploy(RenderedOverlay overlay) {
        return new Deployment(cluster, () -> !failingSmokeTest.contains(cluster.running), progress::add).run(overlay);
    }

    private static RenderedOverlay overlay(String version) {
        return new RenderedOverlay("""
            apiVersion: v1
            data:
              rules.yml: |
                kind: Nothing
                metadata:
                  name: nobody
            kind: ConfigMap
            metadata:
              name: rules-%1$s
              namespace: finops
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              labels:
                version: %1$s
              name: payments-service
              namespace: finops
            spec: {}
            """.formatted(version));
    }

    private static final class FakeCluster implements Cluster {
        private final List<String> steps = new ArrayList<>();
        private final Set<RenderedOverlay> stuck = new HashSet<>();
        private String difference = "+ a line";
        private @Nullable RenderedOverlay running;
        private @Nullable RenderedOverlay good;

        @Override
        public String difference(RenderedOverlay overlay) {
            steps.add("difference");
            return difference;
        }

        @Override
        public void apply(RenderedOverlay overlay) {
            steps.add("apply " + (overlay.equals(NEW) ? "new" : "old"));
            running = overlay;
        }

        @Override
        public Optional<String> awaitRollout(Item workload) {
            steps.add("await " + workload.path());
            return stuck.contains(running) ? Optional.of("image cannot be pulled") : Optional.empty();
        }

        @Override
        public Optional<RenderedOverlay> lastGood() {
            return Optional.ofNullable(good);
        }

        @Override
        public void keepAsLastGood(RenderedOverlay overlay) {
            steps.add("keep " + (overlay.equals(NEW) ? "new" : "old"));
            good = overlay;
        }
    }
}
