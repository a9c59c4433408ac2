package dev.coop.transport.http;

/** The web page and its files: public, the same for everybody, and without a secret in them. */
final class Pages {
    private Pages() {}

    /** Whether a request's target is the page or one of its files; these may be reached by a link from anywhere. */
    static boolean isPage(String target) {
        return target.equals("/");
    }
}
