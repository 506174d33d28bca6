package gymscope.ui.inspector;

import javafx.scene.Node;

/** One of the inspector's tabs. Its controls are made when it is first shown. */
interface InspectorTab {

    /** The word on the tab. */
    String name();

    /** The tab's content; always the same node. */
    Node node();

    /** Shows an exchange, or says why there is nothing to show. */
    void show(ExchangeReading reading);
}
