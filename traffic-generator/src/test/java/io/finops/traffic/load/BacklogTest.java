package io.finops.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {
    @Test
    void keepsTheOrderAndItsBoundWhileItGoesRound() {
        Backlog backlog = new Backlog(3);
        long in = 0;
        long out = 0;
        for (int round = 0; round < 10; round++) {
            while (backlog.offer(in, 100 + in)) {
                in++;
            }
            assertThat(backlog.size()).isEqualTo(3);
            for (int i = 0; i < 2; i++) {
                Exchange next = backlog.take();
                assertThat(next.arrival).isEqualTo(out);
                assertThat(next.intended).isEqualTo(100 + out);
                out++;
            }
        }
    }
}
