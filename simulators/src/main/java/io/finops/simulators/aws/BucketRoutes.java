package io.finops.simulators.aws;

import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * S3 as far as it takes to read: {@code ListObjectsV2} and {@code GetObject} under {@code /s3}, path style. Each folder in the
 * given one is a bucket. Faults of AWS's answers strike here too.
 */
public final class BucketRoutes {
    private static final String ROOT = "/s3/";
    private static final int PAGE_KEYS = 1_000;
    private static final long TRICKLE_MILLIS = 100;

    private final Vertx vertx;
    private final @Nullable Path folder;
    private final FaultSwitches switches;
    private final AwsFaults faults;
    private final PaidRequests requests;

    /** @param folder of the buckets; null for none */
    public BucketRoutes(Vertx vertx, @Nullable Path folder, FaultSwitches switches, PaidRequests requests) {
        this.vertx = vertx;
        this.folder = folder;
        this.switches = switches;
        this.faults = new AwsFaults(switches);
        this.requests = requests;
    }

    public static boolean owns(String path) {
        return path.startsWith(ROOT);
    }

    private record Answer(int status, Buffer body, Map<String, String> headers) {}

    public void handle(HttpServerRequest request, String path) {
        String[] parts = URLDecoder.decode(path.substring(ROOT.length()).replace("+", "%2B"), StandardCharsets.UTF_8)
                .split("/", 2);
        String key = parts.length > 1 ? parts[1] : "";
        String operation = key.isEmpty() ? "ListObjectsV2" : "GetObject";
        vertx.executeBlocking(() -> answer(request, operation, parts[0], key), false)
                .onSuccess(answer -> {
                    requests.count("s3", operation, answer.status() >= 400);
                    write(request, operation, answer);
                })
                .onFailure(failure ->
                        write(request, operation, error(new AwsException(500, "InternalError", failure.toString()))));
    }

    private Answer answer(HttpServerRequest request, String operation, String bucket, String key) {
        try {
            AwsFaults.Intercepted intercepted = faults.intercepted(operation);
            if (intercepted != null) {
                return new Answer(intercepted.status(), Buffer.buffer(intercepted.body()), intercepted.headers());
            }
            AwsCaller caller = AwsCaller.of(request.getHeader("Authorization"));
            String token = request.getParam("continuation-token");
            faults.strike("s3", operation, caller, token != null);
            Path root = folder == null ? null : folder.resolve(bucket).normalize();
            if (root == null || !root.startsWith(folder) || root.equals(folder) || !Files.isDirectory(root)) {
                throw new AwsException(404, "NoSuchBucket", "The specified bucket does not exist");
            }
            return key.isEmpty() ? list(request, root, token) : object(request, root, key);
        } catch (AwsException e) {
            return error(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer error(AwsException e) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + AwsFaults.queryProtocolCode(e.type())
                + "</Code><Message>" + e.getMessage() + "</Message></Error>";
        // S3 says 403 where the services with JSON say 400.
        int status = e.type().startsWith("AccessDenied") ? 403 : e.status();
        return new Answer(status, Buffer.buffer(xml), Map.of("Content-Type", "application/xml"));
    }

    private Answer list(HttpServerRequest request, Path root, @Nullable String token) throws IOException {
        String prefix = request.getParam("prefix") == null ? "" : request.getParam("prefix");
        List<String> keys;
        try (Stream<Path> files = Files.walk(root)) {
            keys = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix) && (token == null || key.compareTo(token) > 0))
                    .sorted()
                    .toList();
        }
        ActiveFault small = switches.active(Fault.CE_SMALL_PAGES);
        int most = small == null ? PAGE_KEYS : (int) small.whole("rows");
        List<String> page = keys.subList(0, Math.min(most, keys.size()));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult>"
                + "<EncodingType>url</EncodingType><KeyCount>" + page.size() + "</KeyCount>");
        for (String key : page) {
            Path file = root.resolve(key);
            xml.append("<Contents><Key>" + encoded(key) + "</Key><LastModified>"
                    + Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS)
                    + "</LastModified><ETag>&quot;" + md5(file) + "&quot;</ETag><Size>" + Files.size(file)
                    + "</Size></Contents>");
        }
        boolean more = page.size() < keys.size();
        xml.append("<IsTruncated>" + more + "</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>" + page.get(page.size() - 1) + "</NextContinuationToken>");
        }
        return new Answer(
                200,
                Buffer.buffer(xml.append("</ListBucketResult>").toString()),
                Map.of("Content-Type", "application/xml"));
    }

    private static Answer object(HttpServerRequest request, Path root, String key) throws IOException {
        Path file = root.resolve(key).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            throw new AwsException(404, "NoSuchKey", "The specified key does not exist.");
        }
        String etag = "\"" + md5(file) + "\"";
        String wanted = request.getHeader("If-Match");
        if (wanted != null && !wanted.equals(etag)) {
            throw new AwsException(412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
        }
        return new Answer(
                200,
                Buffer.buffer(Files.readAllBytes(file)),
                Map.of(
                        "ETag",
                        etag,
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC))));
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private static String md5(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private void write(HttpServerRequest request, String operation, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader("X-Simulated", "true");
        answer.headers().forEach(response::putHeader);
        if (faults.trickles(operation)) {
            response.putHeader("Content-Length", Integer.toString(answer.body().length()));
            trickle(response, answer.body(), 0);
        } else if (faults.cutsAnswer(operation)) {
            response.putHeader("Content-Length", Integer.toString(answer.body().length()));
            response.write(answer.body().getBuffer(0, answer.body().length() / 2))
                    .onComplete(done -> request.connection().close());
        } else {
            response.end(answer.body());
        }
    }

    private void trickle(HttpServerResponse response, Buffer body, int from) {
        if (response.closed()) {
            return;
        }
        if (from == body.length()) {
            response.end();
            return;
        }
        response.write(body.getBuffer(from, from + 1));
        vertx.setTimer(TRICKLE_MILLIS, timer -> trickle(response, body, from + 1));
    }
}
