package io.finops.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.rehearsal.cluster.Replicas.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    @Test
    void capacityIsThereWhenAsManyPodsAreReadyAsWereEverWanted() {
        Replicas replicas = replicas(2, 2, 5, 2, 5, 4, 5, 5);
        assertThat(replicas.most()).isEqualTo(5);
        assertThat(replicas.capacityAfter(10)).hasValue(20);
    }

    @Test
    void capacityThatNeverCameIsNotCalledThere() {
        assertThat(replicas(2, 2, 5, 2, 5, 4).capacityAfter(0)).isEmpty();
    }

    @Test
    void fallingStepByStepIsNoFlapping() {
        assertThat(replicas(2, 2, 4, 2, 5, 5, 4, 4, 3, 3, 2, 2).rebounds()).isZero();
    }

    @Test
    void flappingIsCountedByItsReturns() {
        assertThat(replicas(2, 2, 5, 5, 3, 3, 5, 5, 2, 2, 3, 3).rebounds()).isEqualTo(2);
    }

    @Test
    void whatCameBeforeTheSurgeIsNotCountedAsItsOwn() {
        Replicas surge = replicas(2, 2, 4, 2, 3, 3, 2, 2, 5, 2, 5, 5).from(30);
        assertThat(surge.first()).isEqualTo(2);
        assertThat(surge.rebounds()).isZero();
        assertThat(surge.capacityAfter(30)).hasValue(20);
    }

    @Test
    void onlyChangesAreTold() {
        assertThat(replicas(2, 2, 2, 2, 5, 2, 5, 5).changes())
                .containsExactly("0 s: 2 of 2", "20 s: 2 of 5", "30 s: 5 of 5");
    }

    /** Pairs of wanted and ready, ten seconds apart. */
    private static Replicas replicas(int... counts) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < counts.length; i += 2) {
            samples.add(new Sample(i * 5.0, counts[i], counts[i + 1]));
        }
        return new Replicas(samples);
    }
}
