package io.finops.localstack.supervisor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

final class HttpProbe {
    private static final int LIMIT_MILLIS = 2_000;

    private HttpProbe() {}

    static String problem(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            try {
                connection.setConnectTimeout(LIMIT_MILLIS);
                connection.setReadTimeout(LIMIT_MILLIS);
                int status = connection.getResponseCode();
                return status == HttpURLConnection.HTTP_OK ? "" : url + " answers " + status;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return url + " does not answer (" + e.getMessage() + ")";
        }
    }
}
