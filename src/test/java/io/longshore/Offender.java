package io.longshore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/// Writes classes that never were source: each with fields of given types, which is what breaking a rule of direction
/// comes to. So every rule is seen failing, also for packages that are empty and libraries that are not here.
final class Offender {
    private final Path folder;

    Offender(Path folder) {
        this.folder = folder;
    }

    /// Adds the class `name` with a field of each of `types`.
    Offender add(String name, List<String> types) {
        return add(name, types, 0);
    }

    /// Adds the class `name` with a field of each of `types`, with these access flags.
    Offender add(String name, List<String> types, int flags) {
        byte[] bytes = ClassFile.of().build(ClassDesc.of(name), type -> {
            for (int i = 0; i < types.size(); i++) {
                type.withField("field" + i, ClassDesc.of(types.get(i)), flags);
            }
        });
        Path file = folder.resolve(name.replace('.', '/') + ".class");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// What was added, as ArchUnit reads it.
    JavaClasses read() {
        return new ClassFileImporter().importPath(folder);
    }
}
