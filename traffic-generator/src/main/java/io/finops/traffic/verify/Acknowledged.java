package io.finops.traffic.verify;

import java.util.List;

/**
 * A payment that the target said it has.
 *
 * @param payment the number of the arrival that it was first sent for
 * @param status what was said of it
 * @param id the target's id of it
 */
public record Acknowledged(long payment, String status, String id) {
    String line() {
        return payment + "," + status + "," + id;
    }

    static Acknowledged parse(String line) {
        List<String> fields = List.of(line.split(",", 3));
        return new Acknowledged(Long.parseLong(fields.get(0)), fields.get(1), fields.get(2));
    }
}
