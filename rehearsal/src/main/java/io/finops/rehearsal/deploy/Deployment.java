package io.finops.rehearsal.deploy;

import io.finops.rehearsal.deploy.RenderedOverlay.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Difference, apply, rollout, smoke test; and back to what worked before when one of the last two fails. */
final class Deployment {
    /** How it ended. */
    enum Outcome {
        NOTHING_TO_DO,
        DEPLOYED,
        /** What ran before runs again. */
        ROLLED_BACK,
        /** It does not work, and there is nothing to go back to or going back failed too. */
        BROKEN
    }

    private final Cluster cluster;
    private final BooleanSupplier smokeTest;
    private final Consumer<String> progress;

    /**
     * A deployment into one cluster.
     *
     * @param smokeTest whether what runs there works together
     * @param progress told a line a step
     */
    Deployment(Cluster cluster, BooleanSupplier smokeTest, Consumer<String> progress) {
        this.cluster = cluster;
        this.smokeTest = smokeTest;
        this.progress = progress;
    }

    Outcome run(RenderedOverlay overlay) {
        String difference = cluster.difference(overlay);
        Optional<RenderedOverlay> before = cluster.lastGood();
        if (difference.isBlank() && before.isPresent()) {
            progress.accept("difference: none, nothing to do");
            return Outcome.NOTHING_TO_DO;
        }
        progress.accept(
                difference.isBlank() ? "difference: none, and it was never seen to work" : difference.stripTrailing());
        progress.accept("apply: " + overlay.items().size() + " objects");
        cluster.apply(overlay);
        before.map(overlay::missingFrom).ifPresent(this::reportLeftOver);
        if (isRolledOut(overlay) && passes("smoke test")) {
            cluster.keepAsLastGood(overlay);
            progress.accept("deployed");
            return Outcome.DEPLOYED;
        }
        return before.map(this::goBack).orElseGet(() -> {
            progress.accept("roll back: there is nothing to go back to; everything is left as it is, to be looked at");
            return Outcome.BROKEN;
        });
    }

    private Outcome goBack(RenderedOverlay before) {
        progress.accept("roll back: applying what worked before");
        cluster.apply(before);
        if (isRolledOut(before) && passes("smoke test after the roll back")) {
            progress.accept("rolled back");
            return Outcome.ROLLED_BACK;
        }
        progress.accept("roll back: FAILED as well");
        return Outcome.BROKEN;
    }

    /** The first that does not come stops the wait: others may wait for it. */
    private boolean isRolledOut(RenderedOverlay overlay) {
        for (Item workload : overlay.items().stream().filter(Item::isRolledOut).toList()) {
            Optional<String> reason = cluster.awaitRollout(workload);
            progress.accept("rollout: " + workload.path()
                    + reason.map(why -> " FAILED: " + why).orElse(" is there"));
            if (reason.isPresent()) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(String name) {
        boolean passed = smokeTest.getAsBoolean();
        progress.accept(name + (passed ? ": passed" : ": FAILED"));
        return passed;
    }

    private void reportLeftOver(List<Item> items) {
        List<String> paths = new ArrayList<>();
        items.forEach(item -> paths.add(item.path()));
        // Old ConfigMaps stay on purpose: going back needs them.
        paths.removeIf(path -> path.startsWith("configmap/"));
        if (!paths.isEmpty()) {
            progress.accept("left alone, no longer described: " + String.join(", ", paths));
        }
    }
}
