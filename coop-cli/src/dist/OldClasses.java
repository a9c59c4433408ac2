import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Copies jars so that all their classes can go into an AOT cache.
 *
 * <p>The virtual machine keeps classes in the format of Java 5 and older out of its caches, because it has to verify them
 * anew at each start. picocli comes in that format: it alone made a start 90 ms longer, of 140. Such classes are
 * rewritten into the format of Java 8, with the stack maps it asks for; their code stays as it is.
 */
final class OldClasses {
    private OldClasses() {}

    static void copy(Path jar, Path target) throws IOException {
        Map<String, byte[]> entries = read(jar);
        boolean signed = entries.keySet().stream().anyMatch(name -> name.matches("META-INF/[^/]*\\.SF"));
        if (signed || entries.entrySet().stream().noneMatch(entry -> isOld(entry.getKey(), entry.getValue()))) {
            Files.copy(jar, target);
            return;
        }
        ClassFile format = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(
                        ClassHierarchyResolver.ofResourceParsing(type -> find(type, entries))
                                .orElse(ClassHierarchyResolver.defaultResolver())));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(isOld(entry.getKey(), entry.getValue()) ? renew(format, entry.getValue()) : entry.getValue());
                out.closeEntry();
            }
        }
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().map(ZipEntry.class::cast)::iterator) {
                try (InputStream content = file.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static boolean isOld(String name, byte[] content) {
        return name.endsWith(".class") && majorVersion(content) < ClassFile.JAVA_6_VERSION;
    }

    /** Bytes 6 and 7 of a class file (JVMS 4.1). */
    private static int majorVersion(byte[] content) {
        return (content[6] & 0xff) << 8 | (content[7] & 0xff);
    }

    private static InputStream find(ClassDesc type, Map<String, byte[]> entries) {
        String descriptor = type.descriptorString();
        byte[] content = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return content == null ? null : new ByteArrayInputStream(content);
    }

    private static byte[] renew(ClassFile format, byte[] content) {
        ClassModel old = format.parse(content);
        return format.transformClass(old, OldClasses::renew);
    }

    private static void renew(ClassBuilder builder, ClassElement element) {
        switch (element) {
            case ClassFileVersion ignored -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            case MethodModel method ->
                builder.transformMethod(method, (methodBuilder, part) -> {
                    if (part instanceof CodeModel code) {
                        // Taking the code apart and together again is what makes the stack maps.
                        methodBuilder.transformCode(code, CodeTransform.ACCEPT_ALL);
                    } else {
                        methodBuilder.with(part);
                    }
                });
            default -> builder.with(element);
        }
    }
}
