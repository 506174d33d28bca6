package gymscope.parsing.markup;

import gymscope.parsing.arguments.PythonText;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A {@code function} element.
 *
 * @param name its name, empty when it has none
 * @param parameters its parameters
 * @param isWhole whether each parameter has a name
 */
record MiniCpmElement(String name, List<Parameter> parameters, boolean isWhole) {

    /** A parameter with its text. */
    record Parameter(String name, String text) {}

    /** The element when the text is XML, null otherwise. */
    static @Nullable MiniCpmElement ofXml(String block) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root = builder.parse(new InputSource(new StringReader(block))).getDocumentElement();
            return root.getTagName().equals("function") ? of(root) : null;
        } catch (ParserConfigurationException | SAXException | IOException notXml) {
            return null;
        }
    }

    /** The element as its tags alone show it, null when it has no name. */
    static @Nullable MiniCpmElement ofText(String block) {
        QuotedTag function = QuotedTag.find(block, "<function", 0);
        if (function == null) {
            return null;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (QuotedTag tag = QuotedTag.closed(block, "<param", 0); tag != null;) {
            int end = block.indexOf("</param>", tag.end());
            if (end < 0) {
                break;
            }
            parameters.add(new Parameter(PythonText.strip(tag.value()), MiniCpmCall.stripped(block.substring(tag.end(), end))));
            tag = QuotedTag.closed(block, "<param", end);
        }
        return new MiniCpmElement(PythonText.strip(function.value()), parameters, !QuotedTag.lacksName(block, "<param"));
    }

    private static MiniCpmElement of(Element function) {
        List<Element> found = children(function, "param");
        List<Element> wrapped = children(function, "arguments");
        if (found.isEmpty() && !wrapped.isEmpty()) {
            found = children(wrapped.getFirst(), "param");
        }
        List<Parameter> parameters = found.stream().map(param -> new Parameter(param.getAttribute("name"), text(param))).toList();
        return new MiniCpmElement(PythonText.strip(function.getAttribute("name")), parameters,
                parameters.stream().noneMatch(parameter -> parameter.name().isEmpty()));
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                children.add(element);
            }
        }
        return children;
    }

    /** The text before the first child. */
    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node instanceof Text part; node = node.getNextSibling()) {
            text.append(part.getData());
        }
        return text.toString();
    }
}
