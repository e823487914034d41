package gyrus.tensor;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a module shows to others: the public methods of the public types in its exported packages.
final class Surface {

    private Surface() {}

    /// Methods of the module that `inside` is of, in the order of [#name], without what the compiler made for
    /// records and enums.
    static List<Method> methods(Class<?> inside) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> type : types(inside)) {
            for (Method method : type.getDeclaredMethods()) {
                if (!Modifier.isPublic(method.getModifiers()) || method.isSynthetic() || made(method)) continue;
                methods.add(method);
            }
        }
        methods.sort(Comparator.comparing(Surface::name));
        return methods;
    }

    /// Such as `Arithmetic.add(Tensor,Number)`.
    static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + '.' + method.getName()
                + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName)
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static boolean made(Method method) {
        Class<?> type = method.getDeclaringClass();
        boolean accessor = type.isRecord() && Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getAccessor().equals(method));
        boolean constants = type.isEnum() && (method.getName().equals("values") || method.getName().equals("valueOf"));
        boolean ofRecord = type.isRecord() && List.of("equals", "hashCode", "toString").contains(method.getName());
        return accessor || constants || ofRecord;
    }

    private static List<Class<?>> types(Class<?> inside) {
        try {
            Path place = Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
            ModuleReference module = ModuleFinder.of(place).findAll().iterator().next();
            List<String> exported = module.descriptor().exports().stream().filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source).toList();
            try (ModuleReader reader = module.open();
                    Stream<String> names = reader.list()) {
                return names.filter(name -> name.endsWith(".class") && name.indexOf('/') > 0)
                        .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                        .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                        .map(name -> load(name, inside.getClassLoader()))
                        .filter(type -> open(type)).collect(Collectors.<Class<?>>toList());
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean open(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getDeclaringClass()) {
            if (!Modifier.isPublic(at.getModifiers())) return false;
        }
        return !type.isAnonymousClass() && !type.isSynthetic();
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Objects.requireNonNull(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
