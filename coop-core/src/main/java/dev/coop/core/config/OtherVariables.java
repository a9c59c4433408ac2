package dev.coop.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Variables whose names begin like those of settings, but which are none. */
final class OtherVariables {
    private static final String PREFIX = "COOP_";

    /** What coop itself sets for programs, and what client commands read. */
    private static final List<String> KNOWN = List.of("COOP_HOOK_SECRET", "COOP_SESSION_MARK");

    private OtherVariables() {}

    /** A sentence for each that is probably a setting with a slip in its name. */
    static List<String> warnings(Set<String> names) {
        List<String> warnings = new ArrayList<>();
        Collection<String> known = Stream.concat(
                        KNOWN.stream(), Settings.ALL.stream().map(Setting::variable))
                .map(name -> name.substring(PREFIX.length()))
                .toList();
        for (String name : new TreeSet<>(names)) {
            if (name.startsWith(PREFIX) && !known.contains(name.substring(PREFIX.length()))) {
                NearestName.of(name.substring(PREFIX.length()), known)
                        .ifPresent(near ->
                                warnings.add("the variable %s is not known, so it does nothing; did you mean %s?"
                                        .formatted(name, PREFIX + near)));
            }
        }
        return warnings;
    }
}
