package io.finops.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Compose stack, which the manifests have to agree with. */
final class Compose {
    private static final Pattern SETTING = Pattern.compile("(?<!\\$)\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Pattern ONLY_WHERE_SET = Pattern.compile("\\$\\{\\w+:\\+[^}]*}");

    /** Where a health check asks. */
    record Health(int port, String path) {}

    private final Map<?, ?> file = Repository.yaml("deploy/compose/compose.yaml");
    private final Map<?, ?> services = Manifest.mapAt(file, "services");

    boolean has(String service) {
        return services.containsKey(service);
    }

    Set<String> services() {
        Set<String> names = new TreeSet<>();
        services.keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    String image(String service) {
        return String.valueOf(Manifest.at(services, service, "image"));
    }

    /** In bytes' suffixed form, such as 512m; empty when there is none. */
    String memoryLimit(String service) {
        Object limit = Manifest.at(services, service, "mem_limit");
        return limit == null ? "" : limit.toString();
    }

    /** The first port that it has in its container and publishes; empty when it publishes none. */
    Optional<Integer> port(String service) {
        return Manifest.list(Manifest.at(services, service, "ports")).stream()
                .findFirst()
                .map(port -> Integer.valueOf(String.valueOf(port).replaceFirst(".*:", "")));
    }

    /** The command line, settings at their defaults. */
    List<String> command(String service) {
        List<String> command = new ArrayList<>();
        if (Manifest.at(services, service, "command") instanceof List<?> words) {
            words.forEach(word -> command.add(withDefaults(word)));
        }
        return command;
    }

    /** The environment, settings at their defaults. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        Manifest.mapAt(services, service, "environment")
                .forEach((name, value) -> environment.put(String.valueOf(name), withDefaults(value)));
        return environment;
    }

    boolean shareANetwork(String one, String other) {
        Set<String> shared = networks(one);
        shared.retainAll(networks(other));
        return !shared.isEmpty();
    }

    Optional<Health> health(String service) {
        String test = String.valueOf(Manifest.at(services, service, "healthcheck", "test"));
        Matcher ours = Pattern.compile("http-ok, (\\d+), (\\S+)]").matcher(test);
        Matcher theirs =
                Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)([^]]*)]").matcher(test);
        for (Matcher matcher : List.of(ours, theirs)) {
            if (matcher.find()) {
                return Optional.of(new Health(Integer.parseInt(matcher.group(1)), matcher.group(2)));
            }
        }
        return Optional.empty();
    }

    private Set<String> networks(String service) {
        Set<String> networks = new TreeSet<>();
        if (Manifest.at(services, service, "networks") instanceof List<?> names) {
            names.forEach(name -> networks.add(String.valueOf(name)));
        }
        return networks;
    }

    private static String withDefaults(Object value) {
        String without = ONLY_WHERE_SET.matcher(String.valueOf(value)).replaceAll("");
        // Twice, because a default may contain another setting.
        String once = SETTING.matcher(without).replaceAll("$1");
        return SETTING.matcher(once).replaceAll("$1").replace("$$", "$");
    }
}
