import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.io.StringReader;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.AbstractTreeElement;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;

/** Tests only. Reads filled instances, one a line, lets JavaRosa work them out, prints the fields that are asked for. */
public class Judge {
    public static void main(String[] words) throws Exception {
        new JavaRosaCoreModule().registerModule();
        new XFormsModule().registerModule();
        String form = new String(Files.readAllBytes(Paths.get(words[0])), "UTF-8");
        String[] fields = words[1].split(",");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            FormDef made = new XFormParser(new StringReader(form), new StringReader(line)).parse();
            made.initialize(false, new InstanceInitializationFactory());
            StringBuilder said = new StringBuilder("=");
            for (String field : fields) {
                said.append(text(made.getMainInstance().getRoot(), field)).append(';');
            }
            System.out.println(said);
        }
    }

    private static String text(TreeElement at, String name) {
        TreeElement found = at.getFirstChild(name);
        return found == null || found.getValue() == null ? "" : found.getValue().getDisplayText();
    }
}
