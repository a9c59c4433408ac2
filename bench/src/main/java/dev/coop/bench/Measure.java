package dev.coop.bench;

/** The measuring JVM: one figure, its rows on standard output. */
final class Measure {
    private Measure() {}

    public static void main(String[] arguments) {
        FigureName figure = FigureName.valueOf(arguments[0]);
        Scale scale = Scale.valueOf(arguments[1]);
        try {
            figure.create().measure(scale, Progress.of(figure), row -> System.out.println(row.toLine()));
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }
}
