package io.finops.localstack.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One supervised process.
 *
 * @param environment added to the supervisor's own
 * @param dependsOn names of components that must be up before this one is started
 * @param startSeconds a process that is not healthy by then is killed and started anew
 * @param unhealthySeconds a process that was healthy and is not for this long, while what it depends on is up, is started anew; each time twice
 *     as long as the time before ({@link Patience})
 * @param stopSignal what asks it to end soon ({@code TERM} for most)
 * @param stopSeconds how long it is given to end before it is killed
 * @param lockFile a file that begins with the process id of its owner and hinders a start when left over; empty for none
 * @param url where people find it
 * @param ports what it listens on
 */
public record Component(
        String name,
        List<String> command,
        Map<String, String> environment,
        Probe probe,
        List<String> dependsOn,
        int startSeconds,
        int unhealthySeconds,
        String stopSignal,
        int stopSeconds,
        String lockFile,
        String url,
        List<Integer> ports) {

    private static final int START_SECONDS = 240;
    private static final int UNHEALTHY_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    public static Component of(String name, String url, int port, List<String> command, Probe probe) {
        return new Component(
                name,
                command,
                Map.of(),
                probe,
                List.of(),
                START_SECONDS,
                UNHEALTHY_SECONDS,
                "TERM",
                STOP_SECONDS,
                "",
                url,
                List.of(port));
    }

    public Component after(String... names) {
        return copy(environment, List.of(names), unhealthySeconds, stopSignal, stopSeconds, lockFile, ports);
    }

    public Component with(Map<String, String> variables) {
        return copy(variables, dependsOn, unhealthySeconds, stopSignal, stopSeconds, lockFile, ports);
    }

    public Component alsoListeningOn(List<Integer> more) {
        List<Integer> all = new ArrayList<>(ports);
        all.addAll(more);
        return copy(environment, dependsOn, unhealthySeconds, stopSignal, stopSeconds, lockFile, all);
    }

    public Component startedAnewWhenUnhealthyFor(int seconds) {
        return copy(environment, dependsOn, seconds, stopSignal, stopSeconds, lockFile, ports);
    }

    public Component stoppedBy(String signal, int seconds) {
        return copy(environment, dependsOn, unhealthySeconds, signal, seconds, lockFile, ports);
    }

    public Component lockedBy(String file) {
        return copy(environment, dependsOn, unhealthySeconds, stopSignal, stopSeconds, file, ports);
    }

    private Component copy(
            Map<String, String> variables,
            List<String> dependencies,
            int unhealthy,
            String signal,
            int stop,
            String lock,
            List<Integer> listensOn) {
        return new Component(
                name,
                command,
                variables,
                probe,
                dependencies,
                startSeconds,
                unhealthy,
                signal,
                stop,
                lock,
                url,
                listensOn);
    }
}
