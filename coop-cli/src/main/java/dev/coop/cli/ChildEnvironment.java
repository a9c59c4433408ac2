package dev.coop.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The environment a program is given: coop's own, without coop's secrets, and with the mark that it runs under coop. */
final class ChildEnvironment {
    /** Tokens and credentials of coop's own faces: with them a program could drive its own session, and its neighbours'. */
    private static final Pattern SECRET = Pattern.compile("COOP_(.*_)?(TOKEN|PASSWORD|USER|CREDS|SECRET)");

    private ChildEnvironment() {}

    static Map<String, String> of(Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>(own);
        environment.keySet().removeIf(name -> SECRET.matcher(name).matches());
        environment.put("COOP", "1");
        return environment;
    }
}
