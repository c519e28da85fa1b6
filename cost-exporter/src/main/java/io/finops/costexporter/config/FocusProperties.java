package io.finops.costexporter.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * An export in the FOCUS format.
 *
 * @param name which of several it is, for labels
 * @param folder where its files are, unless they are in a bucket
 * @param bucket where its files are, unless they are in a folder
 * @param simulated whether its figures are not real
 */
public record FocusProperties(
        @DefaultValue("export") String name,
        @Nullable Path folder,
        @Nullable Bucket bucket,
        @DefaultValue("false") boolean simulated) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    public FocusProperties {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidConfiguration("cost-exporter.focus.name", name, "lower-case letters, digits, - and _");
        }
        if ((folder == null) == (bucket == null)
                || (folder != null && !(Files.isDirectory(folder) && Files.isReadable(folder)))) {
            throw new InvalidConfiguration(
                    "cost-exporter.focus.folder",
                    folder == null ? "" : folder,
                    "a folder that can be read, or instead a bucket");
        }
    }

    /** What its figures are kept under: other files are another export's. */
    public String origin() {
        return name + " " + (bucket == null ? folder : bucket.endpoint() + " " + bucket.name() + "/" + bucket.prefix());
    }

    /**
     * A bucket of S3, or of anything that speaks its protocol.
     *
     * @param prefix of the names of the export's files
     * @param endpoint where the bucket is, if not at AWS
     * @param region of the bucket
     * @param pathStyle whether the bucket's name is part of the path rather than of the host
     * @param profile a profile of the AWS configuration files with credentials for it; by default those for AWS
     * @param maxSize what the files of one read may have together
     * @param maxTime what the download of one file may take
     */
    public record Bucket(
            @DefaultValue("") String name,
            @DefaultValue("") String prefix,
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("false") boolean pathStyle,
            @Nullable String profile,
            @DefaultValue("10GB") DataSize maxSize,
            @DefaultValue("15m") Duration maxTime) {
        public Bucket {
            if (name.isEmpty()) {
                throw new InvalidConfiguration("cost-exporter.focus.bucket.name", name, "the name of a bucket");
            }
            if (endpoint != null && (endpoint.getHost() == null || endpoint.getScheme() == null)) {
                throw new InvalidConfiguration(
                        "cost-exporter.focus.bucket.endpoint", endpoint, "an absolute URL such as https://minio:9000");
            }
            if (maxTime.isNegative() || maxTime.isZero()) {
                throw new InvalidConfiguration("cost-exporter.focus.bucket.max-time", maxTime, "a time such as 15m");
            }
        }

        public long maxBytes() {
            return maxSize.toBytes();
        }
    }
}
