/** The JDK that runs this program, which is the one that coop is to run on. */
final class Jdk {
    static final String HOME = System.getProperty("java.home");

    /** As in the JDK's {@code release} file (JAVA_RUNTIME_VERSION), where the launcher looks. */
    static final String VERSION = System.getProperty("java.runtime.version");

    private Jdk() {}
}
