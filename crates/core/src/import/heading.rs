//! The words a column's heading may use for what it is, in French and English.

use super::role::Role;
use crate::fold::fold;

/// What headings say, folded; the longest phrase found in a heading wins.
const PHRASES: &[(Role, &str)] = &[
    (
        Role::ExternalId,
        "id client, client id, ref client, reference client, code client, numero client, no \
         client, n client, num client, customer id, customer no, customer number, customer \
         code, customer ref, cust id, user id, identifiant, identifiant client, id, carte, no \
         carte, n carte, numero de carte, carte de fidelite, loyalty card, card number, compte \
         client, compauxnum, member id, no adherent",
    ),
    (
        Role::FullName,
        "nom complet, nom et prenom, prenom et nom, nom prenom, prenom nom, full name, customer \
         name, nom client, nom du client, client, customer, name, contact, display name, \
         beneficiaire, acheteur, buyer",
    ),
    (
        Role::FirstName,
        "prenom, prenoms, first name, firstname, given name, forename",
    ),
    (
        Role::LastName,
        "nom, nom de famille, last name, lastname, surname, family name, patronyme",
    ),
    (
        Role::Company,
        "societe, entreprise, raison sociale, company, company name, organisation, \
         organization, etablissement",
    ),
    (
        Role::Phone,
        "telephone, tel, mobile, portable, gsm, phone, phone number, cell, no tel, n tel, tel \
         fixe, fixe, numero de telephone, telephone portable, cell phone, mobile phone",
    ),
    (
        Role::Email,
        "e mail, email, mail, courriel, adresse mail, adresse e mail, adresse email, email \
         address, mel, adresse electronique",
    ),
    (
        Role::Address,
        "adresse, rue, voie, address, street, adresse postale, address line, complement",
    ),
    (
        Role::Postcode,
        "code postal, cp, postcode, postal code, zip, zip code, post code, npa",
    ),
    (Role::City, "ville, commune, localite, city, town"),
    (Role::Country, "pays, country, code pays, country code"),
    (
        Role::BirthDate,
        "ne le, nee le, ne e le, date de naissance, naissance, date naissance, birth date, \
         birthdate, date of birth, dob, birthday, anniversaire",
    ),
    (
        Role::Tags,
        "tags, tag, etiquettes, etiquette, mots cles, labels, groupe, segment, categorie client",
    ),
    (
        Role::CustomerNote,
        "note client, notes client, customer note, notes sur le client, preferences, allergies",
    ),
    (
        Role::ConsentEmail,
        "ok e mail, ok email, ok mail, accord e mail, accord email, optin email, opt in email, \
         optin mail, consentement email, consentement e mail, email consent, email opt in, \
         newsletter, accepts email, accepts marketing, accepte e mail, accepte email, accepts \
         email marketing",
    ),
    (
        Role::ConsentSms,
        "ok sms, accord sms, optin sms, opt in sms, consentement sms, sms consent, sms opt in, \
         accepte sms, accepts sms, accepts sms marketing",
    ),
    (
        Role::ConsentPhone,
        "ok tel, ok telephone, ok appel, accord telephone, accord appel, optin tel, opt in \
         phone, consentement telephone, phone consent, accepte appel, accepts calls",
    ),
    (
        Role::Referrer,
        "parrain, parrainage, parraine par, recommande par, referrer, referred by, \
         prescripteur, apporteur, id parrain, code parrain",
    ),
    (
        Role::Reference,
        "ticket, n ticket, no ticket, num ticket, numero ticket, numero de ticket, facture, n \
         facture, no facture, numero facture, numero de facture, invoice, invoice no, invoice \
         number, receipt, receipt number, order, order id, order no, order number, commande, n \
         commande, no commande, numero de commande, piece, n piece, pieceref, transaction, \
         transaction id, ref, reference, numero, bon, document",
    ),
    (
        Role::Day,
        "date, jour, day, date de vente, date vente, date facture, date de facture, invoice \
         date, order date, date commande, date achat, date d achat, purchase date, date ticket, \
         date heure, date et heure, created at, paid at, passage, visite, date de passage, \
         ecrituredate, transaction date, horodatage",
    ),
    (Role::Time, "heure, time, hour, heure de vente"),
    (
        Role::Amount,
        "montant, montant ttc, total ttc, ttc, total, amount, total amount, amount paid, value, \
         price paid, dollar value, chiffre d affaires, ca ttc, ca, net a payer, montant paye, \
         montant total, prix total, line total, grand total, somme, sales, revenue, spend, prix \
         ttc, montant net, a payer",
    ),
    (
        Role::UnitPrice,
        "prix unitaire, prix unitaire ttc, pu, pu ttc, p u, unit price, price, prix, unitprice, \
         price per unit, item price, lineitem price",
    ),
    (
        Role::Quantity,
        "quantite, qte, qty, quantity, nb, nombre, number of, nb articles, nombre d articles, \
         units, pieces, count, lineitem quantity",
    ),
    (
        Role::Item,
        "article, articles, produit, produits, libelle, designation, description, item, items, \
         product, product name, prestation, service, lineitem name, libelle article, nom du \
         produit, nom de l article",
    ),
    (
        Role::Currency,
        "devise, monnaie, currency, currency code, idevise",
    ),
    (
        Role::Channel,
        "canal, channel, magasin, boutique, point de vente, store, shop, source, sales channel",
    ),
    (
        Role::ServedBy,
        "vendeur, vendeuse, caissier, caissiere, serveur, employe, operateur, conseiller, \
         staff, served by, seller, cashier, salesperson, employee, coiffeur, technicien, \
         utilisateur, nom du vendeur",
    ),
    (
        Role::PurchaseNote,
        "remarque, remarques, note, notes, commentaire, commentaires, comment, comments, \
         observation, observations, memo, remark, remarks",
    ),
    (
        Role::PaidOn,
        "paye le, regle le, date de reglement, date reglement, date de paiement, date paiement, paid on, payment date, \
         date paid",
    ),
    (Role::UnpaidOn, "impaye au, unpaid as of"),
    (
        Role::Ignore,
        "reglement, mode de reglement, paiement, mode de paiement, payment, payment method, \
         tva, taux tva, montant tva, montant ht, total ht, prix ht, ht, tax, vat, remise, \
         discount, date de creation, created, date creation, derniere visite, last visit, last \
         order date, solde, balance, points, stock, stock code, code article, sku, ref article, \
         reference article, code barre, barcode, ean, frais de port, shipping, journalcode, \
         debit, credit, nb de visites, total spent, orders count",
    ),
];

/// A heading as its words, folded: `CustomerID` and `N° ticket` become `customer id` and `n ticket`.
#[must_use]
pub fn heading_words(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if matches!(c, '\'' | '’' | '°' | 'º') {
            ' '
        } else {
            c
        });
        before = c;
    }
    fold(&spaced)
}

/// What a heading says its column is, and how sure that is (0 to 1). `None` when it says nothing known.
#[must_use]
pub fn role_of_heading(header: &str) -> Option<(Role, f64)> {
    let words = heading_words(header);
    if words.is_empty() {
        return None;
    }
    let joined: String = words.split(' ').collect();
    let padded = format!(" {words} ");
    let mut best: Option<(Role, usize, f64)> = None;
    for (role, phrases) in PHRASES {
        for phrase in phrases.split(", ") {
            let exact = words == phrase || (phrase.len() > 5 && joined == phrase.replace(' ', ""));
            // A short word inside a longer heading (`id`, `cp`, `ca`) says too little.
            let within = phrase.len() > 2 && padded.contains(&format!(" {phrase} "));
            let score = if exact {
                1.0
            } else if within {
                0.8
            } else {
                continue;
            };
            let rank = phrase.len() + if exact { 100 } else { 0 };
            if best.is_none_or(|(_, other, _)| rank > other) {
                best = Some((*role, rank, score));
            }
        }
    }
    best.map(|(role, _, score)| (role, score))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_they_are() {
        for (header, role) in [
            ("N° ticket", Role::Reference),
            ("Montant TTC", Role::Amount),
            ("Règlement", Role::Ignore),
            ("Vendeur", Role::ServedBy),
            ("Remarque", Role::PurchaseNote),
            ("Téléphone", Role::Phone),
            ("E-mail", Role::Email),
            ("OK e-mail", Role::ConsentEmail),
            ("Né(e) le", Role::BirthDate),
            ("Code postal", Role::Postcode),
            ("Réf client", Role::ExternalId),
            ("CustomerID", Role::ExternalId),
            ("customer_id", Role::ExternalId),
            ("InvoiceNo", Role::Reference),
            ("InvoiceDate", Role::Day),
            ("UnitPrice", Role::UnitPrice),
            ("StockCode", Role::Ignore),
            ("number_of_cds", Role::Quantity),
            ("dollar_value", Role::Amount),
            ("Date d'achat", Role::Day),
            ("Montant HT", Role::Ignore),
            ("Nom du vendeur", Role::ServedBy),
            ("Email Address", Role::Email),
            ("Lineitem quantity", Role::Quantity),
            ("PRÉNOM", Role::FirstName),
        ] {
            assert_eq!(
                role_of_heading(header).map(|(role, _)| role),
                Some(role),
                "{header}"
            );
        }
        assert_eq!(role_of_heading("Xyz"), None);
        assert_eq!(role_of_heading(""), None);
    }

    #[test]
    fn every_role_has_a_name() {
        assert_eq!(Role::ExternalId.name(), "externalId");
        assert!(Role::ALL.iter().all(|role| !role.name().is_empty()));
    }
}
