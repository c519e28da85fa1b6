package io.finops.rehearsal.deploy;

import io.finops.rehearsal.deploy.RenderedOverlay.Item;
import java.util.Optional;

/** What a deployment asks of a cluster. A failure to answer is a {@link io.finops.localstack.StackException}. */
interface Cluster {
    /** Line by line what would change; empty when nothing would. */
    String difference(RenderedOverlay overlay);

    /** Makes the cluster's objects what the overlay says; deletes none. */
    void apply(RenderedOverlay overlay);

    /** Waits until every replica runs the newest template. Empty when it does, else why it does not. */
    Optional<String> awaitRollout(Item workload);

    /** What was deployed last and passed its smoke test. */
    Optional<RenderedOverlay> lastGood();

    void keepAsLastGood(RenderedOverlay overlay);
}
