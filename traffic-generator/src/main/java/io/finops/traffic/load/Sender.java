package io.finops.traffic.load;

import io.finops.traffic.http.Answer;
import io.finops.traffic.schedule.ArrivalSchedule;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One event loop's share of a run. Everything but {@link #start} and {@link #stop} happens on the loop, so nothing is
 * shared and nothing locks.
 *
 * <p>An arrival takes an idle connection, or opens one, or waits in the backlog until one is free; when that is full it
 * is dropped and counted. The loop never waits for an answer before it sends the next request.
 */
final class Sender {
    /** A request sent more than this after its time counts as late. */
    static final long LATE_NANOS = 10_000_000;

    /** Arrivals handled in a row before the loop serves its connections again. */
    private static final int BURST = 64;

    /** With this much time until the next arrival, a few requests are encoded in advance. */
    private static final long ROOM_NANOS = 50_000;

    private static final int FEW = 4;
    private static final long SWEEP_NANOS = 20_000_000;
    private static final long REOPEN_NANOS = 10_000_000;

    private final EventLoop loop;
    private final LoadSettings settings;
    private final Pace pace;
    private final Connector connector;
    private final RequestSource source;
    private final Recording recording = new Recording();
    private final RequestsAhead requests;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private final int capacity;
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Backlog backlog;
    private long startNanos;
    private int inFlight;
    private int retriesWaiting;
    private boolean sending = true;

    Sender(EventLoop loop, LoadSettings settings, int index, Connector connector, RequestSource source) {
        int loops = settings.eventLoops();
        this.loop = loop;
        this.settings = settings;
        this.pace = new Pace(settings.plan().open(), index, loops);
        this.capacity = (settings.connections() + loops - 1 - index) / loops;
        this.connector = connector;
        this.source = source;
        this.requests = new RequestsAhead(source, settings.traceShare(), index, loops);
        this.backlog = new Backlog(Math.max(1, settings.backlog() / loops));
    }

    Recording recording() {
        return recording;
    }

    /** Completes when the last request has ended and every connection is closed. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** Starts at a time on the clock of {@link System#nanoTime()}. */
    void start(long nanos) {
        startNanos = nanos;
        long wait = nanos - System.nanoTime();
        after(wait, settings.paced() ? this::pump : this::fill);
        after(wait + settings.plan().duration().toNanos(), this::end);
        after(wait + SWEEP_NANOS, this::sweep);
    }

    /** Ends early: nothing more is sent, and remaining answers are awaited as usual. */
    void stop() {
        after(0, this::end);
    }

    /** Runs a task on the loop; an exception ends the run instead of being swallowed by the loop. */
    private void after(long nanos, Runnable task) {
        Future<?> unused = loop.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }

    private void pump() {
        long now = System.nanoTime() - startNanos;
        for (int burst = 0; sending && pace.time() <= now; burst++) {
            if (burst == BURST) {
                after(0, this::pump);
                return;
            }
            arrive(now);
            now = System.nanoTime() - startNanos;
        }
        if (sending && pace.time() != ArrivalSchedule.END) {
            if (pace.time() - now > ROOM_NANOS) {
                requests.prepare(FEW);
            }
            after(pace.time() - (System.nanoTime() - startNanos), this::pump);
        }
    }

    private void arrive(long now) {
        recording.count(Event.SCHEDULED);
        recording.schedulingError(now - pace.time());
        if (backlog.isEmpty() && connectionToSpare()) {
            dispatch(new Exchange(pace.arrival(), 0, startNanos + pace.time()));
        } else if (!backlog.offer(pace.arrival(), startNanos + pace.time())) {
            recording.count(Event.DROPPED);
        }
        pace.advance();
    }

    /** Without a schedule: each connection sends at once, and again as soon as it is free. */
    private void fill() {
        while (sending && connections.size() < capacity) {
            dispatch(unpaced());
        }
    }

    private Exchange unpaced() {
        recording.count(Event.SCHEDULED);
        Exchange exchange = new Exchange(pace.arrival(), 0, System.nanoTime());
        pace.skip();
        return exchange;
    }

    private boolean connectionToSpare() {
        return !idle.isEmpty() || connections.size() < capacity;
    }

    private void dispatch(Exchange exchange) {
        Connection connection = idle.pollLast();
        if (connection == null) {
            connection = new Connection(this);
            connection.slot = connections.size();
            connections.add(connection);
            send(connection, exchange);
            connector.open(connection);
        } else {
            send(connection, exchange);
        }
    }

    private void send(Connection connection, Exchange exchange) {
        exchange.taken = System.nanoTime();
        recording.count(Event.SENT);
        if (exchange.attempt > 0) {
            recording.count(Event.RETRY);
        } else if (exchange.taken - exchange.intended > LATE_NANOS) {
            recording.count(Event.LATE);
        }
        inFlight++;
        connection.take(exchange);
    }

    /** The bytes of a request. */
    ByteBuf encode(Exchange exchange) {
        RequestsAhead.Request request =
                exchange.attempt == 0 ? requests.take(exchange.arrival) : requests.again(exchange.arrival);
        exchange.trace = request.trace();
        exchange.payment = request.payment();
        if (exchange.attempt == 0 && request.payment() != request.arrival()) {
            recording.count(Event.DUPLICATE);
        }
        return request.bytes();
    }

    /** Called when a connection has become free. */
    void free(Connection connection) {
        if (sending && !backlog.isEmpty()) {
            send(connection, backlog.take());
        } else if (sending && !settings.paced()) {
            send(connection, unpaced());
        } else {
            idle.addLast(connection);
        }
    }

    /** Called when a connection has closed. */
    void gone(Connection connection) {
        Connection last = connections.remove(connections.size() - 1);
        if (last != connection) {
            last.slot = connection.slot;
            connections.set(connection.slot, last);
        }
        idle.remove(connection);
        if (sending && !backlog.isEmpty() && connectionToSpare()) {
            dispatch(backlog.take());
        } else if (sending && !settings.paced()) {
            after(REOPEN_NANOS, this::fill);
        }
    }

    void answered(Exchange exchange, Answer answer) {
        recordTimes(exchange);
        recording.answer(answer);
        Event outcome = Outcomes.of(answer);
        recording.count(outcome);
        trace(exchange, answer.code(), outcome);
        if (outcome.kind() == Event.Kind.ANSWER && source.acknowledgements() != Acknowledgements.IGNORED) {
            acknowledge(exchange, answer);
        }
        ended(exchange, Outcomes.worthRepeating(answer));
    }

    private void acknowledge(Exchange exchange, Answer answer) {
        String id = answer.id();
        String status = answer.status();
        if (id != null && status != null) {
            source.acknowledgements().acknowledged(exchange.payment, status, id);
        }
    }

    void failed(Exchange exchange, Event event) {
        recording.count(event);
        trace(exchange, 0, event);
        if (event == Event.TIMEOUT || event == Event.UNFINISHED) {
            recordTimes(exchange);
        }
        ended(exchange, event != Event.UNFINISHED);
    }

    private void trace(Exchange exchange, int status, Event event) {
        if (exchange.trace != null) {
            long took = System.nanoTime() - exchange.written;
            boolean failed = event.kind() == Event.Kind.ERROR;
            source.spans().ended(exchange.trace, took, exchange.attempt, status, event.id(), failed);
        }
    }

    private void recordTimes(Exchange exchange) {
        recording.ended(System.nanoTime(), exchange.intended, exchange.written, exchange.trace);
    }

    private void ended(Exchange exchange, boolean repeat) {
        inFlight--;
        if (repeat && sending && exchange.attempt < settings.retries() && retriesWaiting < capacity) {
            retriesWaiting++;
            long delay = settings.retryDelay().toNanos() << exchange.attempt;
            after(delay, () -> retry(exchange));
        }
        if (!sending && inFlight == 0) {
            finish();
        }
    }

    /** Sends again under the same key if a connection is available; otherwise gives up. */
    private void retry(Exchange before) {
        retriesWaiting--;
        if (sending && backlog.isEmpty() && connectionToSpare()) {
            dispatch(new Exchange(before.arrival, before.attempt + 1, System.nanoTime()));
        }
    }

    private void sweep() {
        long limit = System.nanoTime() - settings.timeout().toNanos();
        for (int i = connections.size() - 1; i >= 0; i--) {
            Exchange exchange = i < connections.size() ? connections.get(i).current() : null;
            if (exchange != null && exchange.taken < limit) {
                connections.get(i).fail(Event.TIMEOUT);
            }
        }
        if (!done.isDone()) {
            after(SWEEP_NANOS, this::sweep);
        }
    }

    private void end() {
        if (!sending) {
            return;
        }
        sending = false;
        long now = System.nanoTime();
        while (!backlog.isEmpty()) {
            unsent(now - backlog.take().intended);
        }
        while (settings.paced() && pace.time() <= now - startNanos) {
            recording.count(Event.SCHEDULED);
            recording.schedulingError(now - startNanos - pace.time());
            unsent(now - startNanos - pace.time());
            pace.advance();
        }
        if (inFlight == 0) {
            finish();
        } else {
            after(settings.drain().toNanos(), this::finish);
        }
    }

    private void unsent(long age) {
        recording.count(Event.UNSENT);
        recording.unsent(age);
    }

    private void finish() {
        while (!connections.isEmpty()) {
            connections.get(connections.size() - 1).fail(Event.UNFINISHED);
        }
        requests.close();
        done.complete(null);
    }
}
