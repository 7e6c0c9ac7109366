//! What is known of Arabic and English text.
