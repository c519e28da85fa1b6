package io.finops.costexporter.aws;

import io.finops.costexporter.config.FocusProperties;
import io.finops.costexporter.focus.ExportPlace;
import io.finops.costexporter.focus.Exported;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import io.finops.costexporter.state.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.Lazy;

/**
 * Files in a bucket. What is needed of them is kept in a folder under names that say which version of which object they are, so
 * that nothing is downloaded twice, versions never mix, and a download that breaks off leaves nothing half.
 */
final class ExportBucket implements ExportPlace {
    private static final int DIGITS = 40;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;

    private final Lazy<S3Client> client;
    private final FocusProperties.Bucket bucket;
    private final Path folder;
    private final int maxPages;
    private volatile List<Exported> listed = List.of();

    /** @param folder nobody else's */
    ExportBucket(Lazy<S3Client> client, FocusProperties.Bucket bucket, Path folder, int maxPages) {
        this.client = client;
        this.bucket = bucket;
        this.folder = folder;
        this.maxPages = maxPages;
    }

    @Override
    public List<Exported> list() {
        Map<String, Exported> found = new LinkedHashMap<>();
        listed = Answers.understood("a bucket", () -> {
            Answers.pages(
                    maxPages,
                    token -> client.getValue()
                            .listObjectsV2(request -> request.bucket(bucket.name())
                                    .prefix(bucket.prefix())
                                    .continuationToken(token)),
                    ListObjectsV2Response::nextContinuationToken,
                    page -> page.contents()
                            .forEach(object -> found.put(
                                    object.key(),
                                    new Exported(object.key(), object.eTag(), object.size(), object.lastModified()))));
            return List.copyOf(found.values());
        });
        return listed;
    }

    @Override
    public boolean hasTimesOfTheProvider() {
        return true;
    }

    @Override
    public void expect(List<Exported> files) {
        long size = files.stream().mapToLong(Exported::size).sum();
        if (size > bucket.maxBytes()) {
            throw new ReadFailure(
                    FailureReason.REJECTED,
                    "the export's files have " + size + " bytes together, more than the " + bucket.maxBytes()
                            + " of max-size");
        }
        Set<Path> needed = new HashSet<>();
        files.forEach(file -> needed.add(copy(file)));
        String keptFrom = keptFrom(files);
        listed.stream()
                .filter(file -> suffix(file).equals(".json") || file.period().compareTo(keptFrom) >= 0)
                .forEach(file -> needed.add(copy(file)));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> copies = Files.list(folder)) {
            for (Path copy : copies.filter(copy -> !needed.contains(copy)).toList()) {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The month before the first that a read wants: most want this month only, and once a day one the month before too. */
    private static String keptFrom(List<Exported> files) {
        return files.stream()
                .map(Exported::period)
                .filter(period -> !period.isEmpty())
                .min(Comparator.naturalOrder())
                .map(first -> YearMonth.parse(first).minusMonths(1).toString())
                .orElse("");
    }

    @Override
    public Path local(Exported file) {
        Path copy = copy(file);
        if (!Files.exists(copy)) {
            Answers.understood("an object", () -> {
                download(file, copy);
                return copy;
            });
        }
        return copy;
    }

    private void download(Exported file, Path copy) {
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(copy.getFileName() + ".part");
            Files.deleteIfExists(part);
            try (ResponseInputStream<GetObjectResponse> object = client.getValue()
                    .getObject(request ->
                            request.bucket(bucket.name()).key(file.name()).ifMatch(file.version()))) {
                long read = copy(object, part);
                if (read != file.size()) {
                    throw new ReadFailure(
                            FailureReason.INCOMPLETE,
                            file.name() + " broke off after " + read + " of " + file.size() + " bytes");
                }
                Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
                throw new ReadFailure(FailureReason.INCOMPLETE, file.name() + " has changed since it was listed", e);
            }
            throw e;
        } catch (IOException e) {
            throw new ReadFailure(FailureReason.CONNECTION, "cannot bring " + file.name() + " here: " + e, e);
        }
    }

    /** The SDK's own time-outs end no object that trickles: its client takes the lock of a stream that is being read in order to close it. */
    private long copy(ResponseInputStream<GetObjectResponse> object, Path part) throws IOException {
        long begun = System.nanoTime();
        long copied = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int read = object.read(buffer); read >= 0; read = object.read(buffer)) {
                out.write(buffer, 0, read);
                copied += read;
                if (System.nanoTime() - begun > bucket.maxTime().toNanos()) {
                    object.abort();
                    throw new ReadFailure(
                            FailureReason.TIMEOUT,
                            "a download ended after " + copied + " bytes, because it took longer than the "
                                    + bucket.maxTime() + " of max-time");
                }
            }
        }
        return copied;
    }

    private ReadFailure unwritable(IOException e) {
        return new ReadFailure(FailureReason.INTERNAL, "cannot write to " + folder + ": " + e, e);
    }

    private Path copy(Exported file) {
        String version =
                String.join("\n", String.valueOf(bucket.endpoint()), bucket.name(), file.name(), file.version());
        return folder.resolve(Sha256.of(version).substring(0, DIGITS) + suffix(file));
    }

    /** By which DuckDB tells formats. */
    private static String suffix(Exported file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return Stream.of(".csv.gz", ".csv", ".parquet", ".json")
                .filter(name::endsWith)
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return "s3://" + bucket.name() + "/" + bucket.prefix();
    }
}
