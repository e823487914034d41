package gyrus.cli.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of the house that module descriptors cannot say.
class ArchitectureTest {
    private static final String LAYER = "gyrus.nn.Layer";

    private static JavaClasses house;

    @BeforeAll static void read() {
        house = new ClassFileImporter().importPaths(House.find().classes());
    }

    @Test void everyRoomWasRead() {
        List<String> rooms = List.of("gyrus.tensor", "gyrus.nn", "gyrus.data", "gyrus.train", "gyrus.models",
                "gyrus.recipes", "gyrus.cli");
        assertThat(rooms).allSatisfy(room -> assertThat(house.containPackage(room)).as(room).isTrue());
    }

    @Test void onlyTheInsideOfTensorSeesTheEngine() {
        noClasses().that().resideOutsideOfPackage("gyrus.tensor.internal..")
                .should().dependOnClassesThat().resideInAPackage("org.bytedeco..")
                .because("moving to another version of LibTorch must be one package's work")
                .check(house);
    }

    /// A layer's `forward` is what its author writes; callers call `apply`, which lets a trace see the call.
    @Test void layersAreAppliedNotForwarded() {
        noClasses().that().doNotHaveFullyQualifiedName(LAYER).and().doNotHaveFullyQualifiedName("gyrus.nn.Trace")
                .should().callMethodWhere(describe("`forward` of another layer is called",
                        ArchitectureTest::forwardsAnother))
                .because("apply(x) tells the trace, forward(x) does not")
                .check(house);
    }

    @Test void namesArePlainNouns() {
        noClasses().should().haveNameMatching(".*[.$](Abstract[A-Z]\\w*|\\w*(Impl|Manager|Utils?|Helpers?))")
                .because("a name says what a thing is")
                .check(house);
    }

    @Test void readersOfFilesThrowUncheckedExceptions() {
        methods().that().arePublic().and().areDeclaredInClassesThat().arePublic()
                .and().areDeclaredInClassesThat(not(resideInAPackage("..internal..")))
                .and().areDeclaredInClassesThat().doNotHaveFullyQualifiedName("gyrus.train.checkpoint.Content")
                .and().areDeclaredInClassesThat().doNotHaveFullyQualifiedName("gyrus.train.checkpoint.Disk")
                .and().doNotHaveName("close")
                .should().notDeclareThrowableOfType(IOException.class)
                .because("callers see no checked exceptions; a checkpoint's content and its disk may throw them")
                .check(house);
    }

    @Test void onlyTheCommandEndsTheProgram() {
        noClasses().that().resideOutsideOfPackage("gyrus.cli..")
                .should().callMethod(System.class, "exit", int.class)
                .orShould().accessField(System.class, "out")
                .because("Gyrus is a library too: standard output belongs to the program")
                .check(house);
    }

    private static boolean forwardsAnother(JavaMethodCall call) {
        JavaClass caller = call.getOriginOwner();
        JavaClass called = call.getTargetOwner();
        return call.getName().equals("forward") && called.isAssignableTo(LAYER) && !caller.equals(called);
    }
}
