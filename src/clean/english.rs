//! Phrases of page furniture on English pages.

use super::FurnitureKind::{Byline, Comments, Credit, Navigation, Related, Source};
use super::phrases::{List, Place, Shape, tag};

/// All lists; of two that fit, the longer phrase decides, then the first list.
#[rustfmt::skip]
pub(super) const LISTS: &[List] = &[
    List {
        tag: tag(Related, "related-phrase"),
        shape: Shape::Label(20),
        place: Place::Anywhere,
        phrases: &[
            "Read more", "Read also", "Also read", "Read next", "Read too", "More to read", "Related stories", "Related story", "Related articles", "Related article",
            "Related news", "Related posts", "Related content", "Related topics", "Related coverage", "Related reading",
            "You may also like", "You might also like", "You may also be interested in", "You might be interested in",
            "Recommended for you", "Recommended stories", "Recommended articles", "Recommended reading", "More on this story", "More on this topic", "More on this",
            "More stories", "More news", "More from this author", "More from this section", "Most read", "Most popular", "Most viewed", "Most shared",
            "Trending now", "Trending stories", "Latest news", "Latest stories", "Top stories", "Other news", "Up next", "Don't miss", "Editor's picks", "Editors' picks", "In this section",
        ],
    },
    List {
        tag: tag(Related, "related-phrase"),
        shape: Shape::Label(20),
        place: Place::Paragraph,
        phrases: &["Related", "Recommended", "Trending", "Watch also", "Also on this site", "Related links"],
    },
    List {
        tag: tag(Related, "related-phrase"),
        shape: Shape::Label(20),
        place: Place::Tail,
        phrases: &["See also", "See more", "Keep reading", "Continue reading", "Further reading", "Elsewhere"],
    },
    List {
        tag: tag(Related, "more-from"),
        shape: Shape::Start(5),
        place: Place::Tail,
        phrases: &["More from", "More in", "More on", "More about"],
    },
    List {
        tag: tag(Related, "neighbor-article"),
        shape: Shape::Label(20),
        place: Place::Tail,
        phrases: &["Next article", "Previous article", "Next story", "Previous story", "Next post", "Previous post"],
    },
    List {
        tag: tag(Comments, "comment-phrase"),
        shape: Shape::Whole,
        place: Place::Anywhere,
        phrases: &[
            "Leave a comment", "Leave a reply", "Leave your comment", "Leave comment", "Leave a response", "Add a comment", "Add your comment", "Add comment", "Add new comment",
            "Post a comment", "Post comment", "Post your comment", "Submit comment", "Send your comment", "Send comment", "Write a comment", "Write a reply", "Write your comment",
            "Join the conversation", "Join the discussion", "No comments", "No comments yet", "Be the first to comment",
            "Comments are closed", "Comments closed", "Cancel reply", "Click here to cancel reply", "View comments", "View all comments", "Show comments", "Readers' comments", "Reader comments",
            "Log in to comment", "Sign in to comment", "Log in to leave a comment", "Have your say",
        ],
    },
    List {
        tag: tag(Comments, "comment-phrase"),
        shape: Shape::Whole,
        place: Place::Tail,
        phrases: &["Comments", "Comment", "Replies", "Reply", "Submit", "Responses"],
    },
    List {
        tag: tag(Comments, "comment-form"),
        shape: Shape::Start(25),
        place: Place::Edge,
        phrases: &[
            "Your email address will not be published", "Your e-mail address will not be published", "Your email will not be published", "Required fields are marked",
            "Save my name", "You must be logged in", "Name (required)", "Email (required)", "Notify me of",
        ],
    },
    List {
        tag: tag(Credit, "credit-label"),
        shape: Shape::Person(5),
        place: Place::NotTitle,
        phrases: &[
            "Photo", "Photos", "Photograph", "Photographs", "Photography", "Photographer", "Photo credit", "Picture credit", "Image credit", "Image credits", "Picture", "Pictures",
            "Image", "Images", "Image source", "Photo source", "Illustration", "Illustrations", "Graphic", "Graphics", "Video", "Cartoon", "Credit", "Credits", "File photo", "Design",
        ],
    },
    List {
        tag: tag(Credit, "credit-phrase"),
        shape: Shape::Start(8),
        place: Place::Paragraph,
        phrases: &[
            "Photo by", "Photos by", "Photograph by", "Photographs by", "Picture by", "Pictures by", "Image by", "Images by", "Photo courtesy of", "Image courtesy of", "Photography by",
            "Illustration by", "Illustrations by", "Graphic by", "Video by", "AP Photo", "Photo via", "Image source",
        ],
    },
    List {
        tag: tag(Credit, "credit-phrase"),
        shape: Shape::Whole,
        place: Place::Paragraph,
        phrases: &["File photo", "File image", "Archive photo", "File picture", "Stock photo", "Illustrative image", "Illustrative photo"],
    },
    List {
        tag: tag(Source, "source-label"),
        shape: Shape::Name(8),
        place: Place::NotTitle,
        phrases: &["Source", "Sources", "Original source", "News source", "Via"],
    },
    List {
        tag: tag(Source, "source-phrase"),
        shape: Shape::Start(16),
        place: Place::Edge,
        phrases: &[
            "Originally published", "This article was originally published", "This story was originally published", "This article first appeared",
            "This story first appeared", "This article was first published", "First published", "Republished from", "Republished with permission",
        ],
    },
    List {
        tag: tag(Byline, "byline-label"),
        shape: Shape::Person(8),
        place: Place::BelowTitle,
        phrases: &[
            "By", "Author", "Authors", "Writer", "Interviewer", "Reporter", "Translator", "Editor", "Correspondent",
        ],
    },
    List {
        tag: tag(Byline, "byline-genre"),
        shape: Shape::Genre(4),
        place: Place::BelowTitle,
        phrases: &["Words", "Text", "Story", "Interview", "Report", "Reporting", "Translation", "Review", "Analysis", "Exclusive", "Special"],
    },
    List {
        tag: tag(Byline, "byline-phrase"),
        shape: Shape::Signed(10),
        place: Place::BelowTitle,
        phrases: &[
            "Written by", "Interview by", "Interviewed by", "Interview conducted by", "Words by", "Story by", "Text by", "Text and photos by", "Words and photos by", "Report by", "Reported by",
            "Reporting by", "Additional reporting by", "Editing by", "Edited by", "Compiled by", "Prepared by", "Review by", "Reviewed by", "Translated by", "Translation by",
        ],
    },
    List {
        tag: tag(Byline, "byline-phrase"),
        shape: Shape::Start(16),
        place: Place::BelowTitle,
        phrases: &[
            "Reporting by", "Additional reporting by", "Translated from the Arabic", "Translated from Arabic", "Translated into English", "From our correspondent", "From our correspondents",
            "Staff report", "Staff writer", "Staff reporter", "Our correspondent",
        ],
    },
    List {
        tag: tag(Navigation, "tags-label"),
        shape: Shape::Label(30),
        place: Place::Paragraph,
        phrases: &["Tags", "Tagged with", "Keywords", "Key words", "Filed under", "Posted in", "Hashtags"],
    },
    List {
        tag: tag(Navigation, "tags-label"),
        shape: Shape::Label(30),
        place: Place::Tail,
        phrases: &["Tag", "Tagged", "Topics", "Labels", "Categories"],
    },
    List {
        tag: tag(Navigation, "page-label"),
        shape: Shape::Name(14),
        place: Place::Edge,
        phrases: &[
            "Category", "Views", "Page views", "Reads", "Reading time", "Read time", "Estimated reading time", "Short link", "Permalink", "Link", "Media contact", "Media contacts",
            "Press contact", "Press contacts", "Contact", "Contacts", "For media inquiries", "For media enquiries", "Media inquiries", "Media enquiries", "For further information", "For more information",
            "Email", "E-mail", "Tel", "Telephone", "Phone", "Word count",
        ],
    },
    List {
        tag: tag(Navigation, "page-phrase"),
        shape: Shape::Whole,
        place: Place::Edge,
        phrases: &[
            "Skip to content", "Skip to main content", "Press release", "News release", "Media release", "For immediate release", "All rights reserved",
        ],
    },
    List {
        tag: tag(Navigation, "page-phrase"),
        shape: Shape::Whole,
        place: Place::BelowTitle,
        phrases: &[
            "Home", "Home page", "Menu", "Search", "Print", "Print this page", "Print this article", "Print article", "Back to top", "Back to news", "Back to home",
            "Back to articles", "Copy link", "Subscribe", "Subscribe now", "Sign up", "Sign in", "Log in", "Sign up for our newsletter", "Newsletter", "Subscribe to our newsletter", "Donate", "Donate now", "Support us",
            "Listen", "Listen to this article", "Follow us", "Privacy policy", "Terms of use", "Terms of service", "Contact us", "About us", "Load more", "Show more", "View more",
            "Next", "Previous", "Download", "Download PDF", "Loading", "About the author", "About the authors", "Breaking news", "Exclusive", "Save", "Bookmark", "Report an error",
            "Read full story", "Read the full story", "Advertise with us", "Font size", "Ends",
        ],
    },
    List {
        tag: tag(Navigation, "section"),
        shape: Shape::Whole,
        place: Place::BelowTitle,
        phrases: &[
            "Politics", "Economy", "Business", "Sport", "Sports", "Culture", "Arts", "Science", "Technology", "Tech", "Health", "Society", "News", "Local news", "World news", "World", "Middle East", "Opinion", "Features", "Reports",
            "Lifestyle", "Travel", "Environment", "Analysis", "Local",
        ],
    },
    List {
        tag: tag(Navigation, "disclaimer"),
        shape: Shape::Start(50),
        place: Place::Tail,
        phrases: &[
            "The views expressed", "Views expressed", "The opinions expressed", "Opinions expressed", "The views and opinions expressed",
        ],
    },
    List {
        tag: tag(Navigation, "advertisement"),
        shape: Shape::Whole,
        place: Place::Paragraph,
        phrases: &["Advertisement", "Advertisements", "Sponsored", "Sponsored content", "Story continues below advertisement", "Article continues below", "Story continues below", "Article continues after advertisement"],
    },
    List {
        tag: tag(Navigation, "follow-phrase"),
        shape: Shape::Start(16),
        place: Place::Edge,
        phrases: &[
            "Follow us on", "Like us on", "Find us on", "Join us on", "Sign up for our", "Sign up to our", "Subscribe to our", "Join our Telegram", "Join our WhatsApp", "Join our channel", "Download our app",
            "Get the app", "Download the full report", "Download the report", "Download the app", "Download the PDF", "All rights reserved", "Get our newsletter", "Stay up to date with",
        ],
    },
];
