package gymscope.ui.chat;

import gymscope.ui.controls.Icon;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

/** The name of the conversation in front, and the list of the others. */
final class ConversationMenu extends Button {

    private final ChatModel model;

    ConversationMenu(ChatModel model) {
        this.model = model;
        getStyleClass().addAll("flat-button", "conversation-menu");
        setMnemonicParsing(false);
        setGraphic(Icon.small("mdi2c-chevron-down"));
        setContentDisplay(ContentDisplay.RIGHT);
        setOnAction(event -> menu().show(this, Side.BOTTOM, 0, 2));
        model.treeProperty().subscribe(tree -> {
            Conversations all = model.conversations();
            setText(all.titles().get(all.front()));
            setAccessibleText("Conversation " + getText());
        });
    }

    private ContextMenu menu() {
        ContextMenu menu = new ContextMenu();
        List<String> titles = model.conversations().titles();
        for (int i = 0; i < titles.size(); i++) {
            int place = i;
            MenuItem item = new MenuItem(titles.get(i), i == model.conversations().front() ? Icon.small("mdi2c-check") : null);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> model.open(place));
            menu.getItems().add(item);
        }
        return menu;
    }
}
