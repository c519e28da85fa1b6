package io.finops.traffic.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where requests go. The address is resolved once, checked, and used for every connection: a name that later resolves
 * to somewhere else changes nothing.
 *
 * @param base as the user wrote it, without a slash at the end
 * @param address what the host resolved to
 * @param path what the base has before {@code /payments}; empty or starting with a slash
 */
public record Target(URI base, InetSocketAddress address, String path) {
    /**
     * Reads and resolves a base URL.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static Target of(String url, boolean allowPublic) {
        URI uri = parse(url);
        InetSocketAddress address =
                new InetSocketAddress(resolve(uri.getHost()), uri.getPort() < 0 ? 80 : uri.getPort());
        if (!allowPublic && !near(address.getAddress())) {
            throw new IllegalArgumentException(uri.getHost() + " ("
                    + address.getAddress().getHostAddress()
                    + ") is a public address: say --allow-public if the load is meant for it");
        }
        return new Target(uri, address, uri.getRawPath());
    }

    /** The value of the Host header. */
    public String host() {
        return base.getRawAuthority();
    }

    private static URI parse(String url) {
        URI uri;
        try {
            uri = new URI(url.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + url + "' is not a URL such as http://127.0.0.1:8080", e);
        }
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("'" + url + "': TLS (https) is not supported, only plain http");
        }
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("'" + url + "' is not a plain http URL such as http://127.0.0.1:8080");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + uri.getHost() + "' must come without user, query or fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("port " + uri.getPort() + " is not between 1 and 65535");
        }
        return uri;
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host " + host + " cannot be resolved", e);
        }
    }

    /** Loopback, link-local, or of the private ranges of RFC 1918 and RFC 4193. */
    private static boolean near(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC);
    }
}
